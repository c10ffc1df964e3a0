FROM debian:trixie
RUN make || true
