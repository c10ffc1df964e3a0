//go:build windows || (darwin && !cgo)

package native

// #include <stdio.h>
import "C"
import "os/user"

func Who() { user.Current() }
