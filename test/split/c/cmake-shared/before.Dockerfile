FROM debian:bookworm
RUN apt-get update && apt-get install -y cmake g++
WORKDIR /app
COPY . .
RUN cmake -B build && cmake --build build
CMD ["./build/kids"]
