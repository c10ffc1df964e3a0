package main

import (
	"log"
	"net/http"
	"os"

	_ "github.com/joho/godotenv/autoload"
)

func main() {
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), nil))
}
