FROM debian:bookworm AS builder
ENV SRC=/src
WORKDIR $SRC/web
RUN make
WORKDIR /
RUN cd "${SRC}" && make install
WORKDIR /
RUN SRC=/other && cd $SRC && make
FROM scratch
COPY --from=builder /a /a
