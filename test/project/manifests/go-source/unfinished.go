package main
import "os"
func f() { os.Open("unfinished