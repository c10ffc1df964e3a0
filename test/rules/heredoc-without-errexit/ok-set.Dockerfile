FROM debian:trixie-slim
RUN <<EOF
set -eux
make
make install
EOF
RUN <<EOF
#!/bin/bash -e
make
make install
EOF
