FROM gcc:12-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends libjansson-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN make

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libjansson4 && rm -rf /var/lib/apt/lists/*
COPY --from=build /app/ships /app/ships
WORKDIR /app
USER 65532:65532
CMD ["./ships"]
