#: about=A variable that the builder knows stays one
FROM debian:bookworm AS builder
ENV SRC=/src
RUN cd $SRC/web && make
#   ^^^^^^^^^^^ cd-in-run: `cd $SRC/web` is what `WORKDIR` says for the whole step
WORKDIR /
RUN cd "${SRC}" && make install
WORKDIR /
RUN SRC=/other && cd $SRC && make
FROM scratch
COPY --from=builder /a /a
