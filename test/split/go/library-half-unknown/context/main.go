package main

// #cgo LDFLAGS: -lfoo
import "C"

func main() {}
