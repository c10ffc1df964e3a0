package main

import "example.com/harbour/tide"

func main() { tide.Height() }
