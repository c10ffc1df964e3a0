#!/bin/sh
set -e
: "${HEAP:=64m}"
exec java -Xmx"$HEAP" -Dconfig.file=/app/config.properties -jar tides.jar "$@"
