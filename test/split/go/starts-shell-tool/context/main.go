package main

import (
	"os/exec"
)

func main() {
	if err := exec.Command("git", "clone", "https://example.com/knots").Run(); err != nil {
		panic(err)
	}
}
