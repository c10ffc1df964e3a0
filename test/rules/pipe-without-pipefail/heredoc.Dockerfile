FROM debian:trixie
RUN <<EOF
set -e
curl -fsSL https://example.com/setup.sh | sh
#<^^ pipe-without-pipefail: The result of the pipe is that of `sh` alone, so the build goes on when `curl` fails
EOF
