FROM debian:trixie
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN apt-get update && curl -fsSL https://example.com/setup.sh | bash -s -- --yes
