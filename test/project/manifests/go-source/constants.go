package main

import (
	"io/ioutil"
	"os"
)

const (
	name   = "a.txt"
	folder = "x"
)

var changed = "b.txt"

func load(param string) {
	local := "c.txt"
	twice := "d.txt"
	twice = "e.txt"
	flagged := "f.txt"
	use(&flagged)
	os.Open(name)
	os.Open(changed)
	os.Open(local)
	os.Open(twice)
	os.Open(flagged)
	os.Open(param)
	os.Open(folder + "/" + name)
	os.Open("./" + param)
	os.Open(("g.txt"))
	ioutil.ReadFile("")
	os.MkdirTemp("", "x")
}
