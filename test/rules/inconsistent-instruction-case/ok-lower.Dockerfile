from golang:1.22 as build
run go install example.com/tool@v1.2.0
