package main

import (
	"flag"
	"net/http"
)

func main() {
	files := flag.String("files", "", "")
	flag.Parse()
	http.Handle("/", http.FileServer(http.Dir(*files)))
	http.ListenAndServe(":8080", nil)
}
