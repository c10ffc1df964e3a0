FROM debian:trixie-slim
ARG GOFLAGS=-mod=vendor
RUN make
USER nobody
CMD ["/server"]
