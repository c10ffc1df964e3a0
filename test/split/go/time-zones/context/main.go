package main

import (
	"fmt"
	"time"
)

func main() {
	zone, err := time.LoadLocation("Europe/Lisbon")
	fmt.Println(zone, err)
}
