package main

// #include <math.h>
// #cgo LDFLAGS: -lm
import "C"

import "fmt"

func main() {
	fmt.Println(float64(C.cos(0)))
}
