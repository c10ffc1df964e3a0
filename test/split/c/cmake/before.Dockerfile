FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y cmake g++ make
WORKDIR /app
COPY . /app
RUN mkdir /app/build && cd /app/build && cmake .. && make
CMD ["./build/harbour"]
