package main

import (
	"fmt"
	"net/http"
	"os/exec"
)

func main() {
	_ = exec.Command("ffmpeg", "-version").Run()
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ready") })
	if err := http.ListenAndServe(":8080", nil); err != nil {
		panic(err)
	}
}
