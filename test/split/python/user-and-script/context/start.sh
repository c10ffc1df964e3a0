#!/bin/sh
set -e
mkdir -p data
id -un > data/user
exec "$@"
