#!/bin/sh
set -e
/app/_build/prod/rel/shop/bin/shop eval "Shop.Release.migrate"
exec /app/_build/prod/rel/shop/bin/shop start
