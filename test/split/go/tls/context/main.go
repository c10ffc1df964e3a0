package main

import (
	"net/http"
)

func main() {
	if _, err := http.Get("https://example.com"); err != nil {
		panic(err)
	}
}
