FROM debian:trixie-slim
RUN <<EOF
make \
  && make install
EOF
RUN <<EOF
echo start
export A=1
make
EOF
