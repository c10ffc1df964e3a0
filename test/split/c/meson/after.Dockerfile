FROM debian:bookworm AS build
RUN apt-get update && apt-get install -y meson ninja-build gcc libglib2.0-dev
WORKDIR /app
COPY . .
RUN meson setup build --buildtype=release && ninja -C build

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libglib2.0-0 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/build/src/radio /app/build/src/radio
USER 65532:65532
CMD ["/app/build/src/radio"]
