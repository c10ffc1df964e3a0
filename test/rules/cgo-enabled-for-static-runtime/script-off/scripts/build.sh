#!/bin/bash
set -eu
export CGO_ENABLED=0
go build -o out/harbour .
