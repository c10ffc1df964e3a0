FROM debian:trixie-slim AS dev
RUN <<EOF
#   ^^^^^ heredoc-without-errexit(hint): The script goes on when a command fails, so the build succeeds without `apt-get update` having done its work
apt-get update
apt-get install -y git
EOF
