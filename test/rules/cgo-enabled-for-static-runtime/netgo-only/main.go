package main

import (
	"net/http"
	"os/user"
)

func main() {
	user.Current()
	http.ListenAndServe(":8080", nil)
}
