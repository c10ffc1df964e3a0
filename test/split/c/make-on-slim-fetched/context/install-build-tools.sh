#!/bin/sh
set -e
curl -fsSL https://download.redis.io/releases/redis-7.2.4.tar.gz | tar xz -C /tmp
./more.sh
