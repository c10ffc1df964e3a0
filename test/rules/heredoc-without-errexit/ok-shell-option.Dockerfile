FROM debian:trixie-slim
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN <<EOF
make
make install
EOF
