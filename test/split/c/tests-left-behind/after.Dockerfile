FROM debian:bookworm AS build
RUN apt-get update && apt-get install -y cmake g++ make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN mkdir build && cd build && cmake .. && make

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app/build/chat /app/build/chat
USER 65532:65532
CMD ["./build/chat"]
