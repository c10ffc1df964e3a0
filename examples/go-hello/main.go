// The ship's log: a small HTTP service that answers with the newest entry.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

func main() {
	level := os.Getenv("LOG_LEVEL")
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "all well aboard (log level %s)\n", level)
	})
	log.Println("listening on :8080")
	log.Fatal(http.ListenAndServe(":8080", nil))
}
