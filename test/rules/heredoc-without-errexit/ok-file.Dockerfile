FROM debian:trixie-slim
RUN cat <<EOF > /etc/motd
hello
world
EOF
COPY <<EOF /a.sh
make
make install
EOF
