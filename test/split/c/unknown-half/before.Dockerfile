FROM debian:bookworm
RUN apt-get update && apt-get install -y gcc libwhalesong-dev
WORKDIR /app
COPY . .
RUN gcc -o kids main.c -lwhalesong
CMD ["./kids"]
