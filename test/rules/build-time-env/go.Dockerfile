FROM debian:trixie-slim
ENV GOFLAGS=-mod=vendor
#   ^^^^^^^ build-time-env: `GOFLAGS` stays set in every container of the image, though only the Go toolchain reads it
RUN make
USER nobody
CMD ["/server"]
