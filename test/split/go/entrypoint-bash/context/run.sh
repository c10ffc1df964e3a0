#!/bin/bash
set -euo pipefail
exec ./server "$@"
