#!/bin/sh
set -eu
export GOOS=linux
go build -o out/harbour .
