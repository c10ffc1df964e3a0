FROM debian:trixie
RUN apt-get update && curl -fsSL https://example.com/setup.sh | bash -s -- --yes
#                     ^^^^ pipe-without-pipefail: The result of the pipe is that of `bash` alone, so the build goes on when `curl` fails
