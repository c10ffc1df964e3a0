package main

import (
	"time"
	_ "time/tzdata"
)

func main() {
	time.LoadLocation("Europe/Berlin")
}
