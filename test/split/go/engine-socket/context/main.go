package main

import (
	"context"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/client"
)

func main() {
	engine, err := client.NewClientWithOpts(client.FromEnv)
	if err != nil {
		panic(err)
	}
	engine.ContainerList(context.Background(), container.ListOptions{})
}
