FROM debian:bookworm
RUN apt-get update && apt-get install -y g++ libasio-dev libeigen3-dev
WORKDIR /app
COPY . .
RUN g++ -O2 -o relay main.cpp -lpthread
CMD ["./relay"]
