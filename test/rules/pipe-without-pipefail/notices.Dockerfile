FROM debian:trixie
RUN curl -fsSL https://example.com/x.tar.gz | tar -xz -C /opt
#   ^^^^ pipe-without-pipefail(hint): The result of the pipe is that of `tar` alone, so the build goes on when `curl` fails
