FROM debian:trixie-slim
RUN bash <<EOF
set -e
make
make install
EOF
