FROM nimlang/nim:2.0.2 AS build
ENV PATH="$PATH:/root/.nimble/bin"
WORKDIR /app
COPY *.nimble ./
RUN nimble install -d -y
COPY . .
RUN nimble build -d:release -d:ssl

FROM ubuntu:22.04
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libssl3 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/bin/gulls /app/bin/gulls
USER 65532:65532
CMD ["/app/bin/gulls"]
