FROM debian:bookworm
RUN apt-get update && apt-get install -y cmake g++ make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN mkdir build && cd build && cmake .. && make
CMD ["./build/chat"]
