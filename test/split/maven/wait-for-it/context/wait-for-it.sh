#!/usr/bin/env bash
hostport=$1
shift 2
until (echo > "/dev/tcp/${hostport%:*}/${hostport#*:}") 2>/dev/null; do sleep 1; done
exec "$@"
