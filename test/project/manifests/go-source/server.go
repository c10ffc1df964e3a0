// Package main serves the ship's log.
package main

import (
	"embed"
	"fmt"
	tpl "html/template"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	_ "time/tzdata"

	"github.com/gin-gonic/gin"
	"github.com/joho/godotenv"
	"github.com/spf13/viper"
)

//go:embed static/*.css "two words.txt"
//go:embed all:web
var files embed.FS

const configFile = "config/" + "app.yaml"
const dataDir = "data"

// os.Open("commented/out.txt") is no call.
var pages = tpl.Must(tpl.ParseFiles("templates/index.html", "templates/log.html"))

func main() {
	_ = godotenv.Load()
	viper.SetConfigName("settings")
	viper.AddConfigPath("./conf")
	text := "os.Open(\"in/a/string\")"
	fmt.Println(text, `os.ReadFile("raw")`)
	content, err := os.ReadFile(filepath.Join(dataDir, "ships.json"))
	if err != nil {
		log.Fatal(err)
	}
	_, _ = os.Open(configFile)
	_, _ = os.Open(os.Args[1])
	_, _ = os.OpenFile("out.log", os.O_CREATE|os.O_WRONLY, 0o644)
	_, _ = os.OpenFile("in.log", os.O_RDONLY, 0)
	data, _ := files.ReadFile("static/site.css")
	http.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir("./public"))))
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "index.html") })
	router := gin.Default()
	router.LoadHTMLGlob("templates/*")
	router.Static("/assets", "./assets")
	router.StaticFile("/favicon.ico", "./favicon.ico")
	router.GET("/chart", func(c *gin.Context) { c.File("chart.png") })
	exec.Command("git", "log").Run()
	exec.Command(os.Getenv("TOOL")).Run()
	time.LoadLocation("Europe/Oslo")
	http.ListenAndServeTLS(":443", "cert.pem", "key.pem", nil)
	_, _ = content, data
}
