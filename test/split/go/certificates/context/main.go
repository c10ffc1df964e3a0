package main

import (
	"crypto/x509"
	"fmt"
	"net/http"
)

func main() {
	pool, err := x509.SystemCertPool()
	fmt.Println("certificates:", err == nil && !pool.Equal(x509.NewCertPool()), http.DefaultClient != nil)
}
