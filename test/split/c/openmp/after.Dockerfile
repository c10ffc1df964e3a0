FROM gcc:12-bookworm AS build
WORKDIR /app
COPY . .
RUN gcc -O2 -fopenmp main.c -o sums

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/sums /app/sums
USER 65532:65532
CMD ["./sums"]
