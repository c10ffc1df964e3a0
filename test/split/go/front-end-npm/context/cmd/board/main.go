package main

import (
	"net/http"
	"os"
)

func main() {
	http.Handle("/", http.FileServer(http.Dir(os.Getenv("BOARD_FILES"))))
	http.ListenAndServe(":8080", nil)
}
