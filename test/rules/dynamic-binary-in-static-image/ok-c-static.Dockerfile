FROM gcc:13 AS builder
WORKDIR /src
COPY . .
RUN gcc -static -O2 -o hello_world main.c

FROM scratch
COPY --from=builder /src/hello_world /hello_world
USER 65532
ENTRYPOINT ["/hello_world"]
