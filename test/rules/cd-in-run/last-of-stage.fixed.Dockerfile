FROM debian:bookworm AS builder
WORKDIR /src
RUN make
FROM debian:bookworm AS tool
WORKDIR /src
RUN make
CMD ["./tool"]
FROM debian:bookworm AS other
WORKDIR /src
RUN make
FROM scratch
COPY --from=builder /src/a /a
COPY --from=tool /src/b /b
