FROM debian:trixie-slim AS dev
RUN <<EOF
set -e
apt-get update
apt-get install -y git
EOF
