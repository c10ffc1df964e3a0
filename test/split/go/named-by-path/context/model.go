package main

import "example.com/trees/forest"

func model() (*forest.Session, error) {
	return forest.NewSession("./models/forest.onnx")
}
