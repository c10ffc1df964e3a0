package main

import (
	"net/http"
	"os"
)

func main() {
	page, err := os.ReadFile("index.html")
	if err != nil {
		panic(err)
	}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { w.Write(page) })
	panic(http.ListenAndServe(":8080", nil))
}
