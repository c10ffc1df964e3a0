package main

import (
	"os/exec"
)

func main() {
	_ = exec.Command("go", "vet").Run()
}
