#!/bin/sh
set -e
echo "Starting"
exec dotnet /app/Api.dll "$@"
