FROM debian:bookworm
RUN apt-get update && apt-get install -y meson ninja-build gcc libglib2.0-dev
WORKDIR /app
COPY . .
RUN meson setup build --buildtype=release && ninja -C build
CMD ["/app/build/src/radio"]
