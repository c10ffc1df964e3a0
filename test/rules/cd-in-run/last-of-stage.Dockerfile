#: about=At the end of a stage it is safe only where nobody starts there
FROM debian:bookworm AS builder
RUN cd /src && make
#   ^^^^^^^ cd-in-run: `cd /src` is what `WORKDIR` says for the whole step
FROM debian:bookworm AS tool
RUN cd /src && make
#   ^^^^^^^ cd-in-run: `cd /src` is what `WORKDIR` says for the whole step
CMD ["./tool"]
FROM debian:bookworm AS other
RUN cd /src && make
#   ^^^^^^^ cd-in-run: `cd /src` is what `WORKDIR` says for the whole step
FROM scratch
COPY --from=builder /src/a /a
COPY --from=tool /src/b /b
