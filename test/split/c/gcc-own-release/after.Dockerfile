FROM gcc:12-bookworm AS build
WORKDIR /app
COPY *.cpp ./
RUN g++ -O2 main.cpp -lcurl -pthread -o fetcher

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libcurl4 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/fetcher /app/fetcher
USER 65532:65532
CMD ["./fetcher"]
