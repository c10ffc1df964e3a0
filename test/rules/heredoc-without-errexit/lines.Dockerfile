FROM debian:trixie-slim
RUN --network=default <<EOF
#                     ^^^^^ heredoc-without-errexit: The script goes on when a command fails, so the build succeeds without `apt-get update` having done its work
apt-get update
apt-get install -y --no-install-recommends curl
rm -rf /var/lib/apt/lists/*
EOF
