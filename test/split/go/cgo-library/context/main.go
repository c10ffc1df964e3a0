package main

// #cgo pkg-config: jansson
// #include <stdlib.h>
// #include <jansson.h>
// static json_t *ship(const char *name, int berth) { return json_pack("{s:s, s:i}", "name", name, "berth", berth); }
import "C"

import (
	"fmt"
	"unsafe"
)

func main() {
	name := C.CString("Anna")
	defer C.free(unsafe.Pointer(name))
	text := C.json_dumps(C.ship(name, 7), C.JSON_SORT_KEYS)
	defer C.free(unsafe.Pointer(text))
	fmt.Println(C.GoString(text))
}
