# Which libevent there is depends on the day of the build
FROM ubuntu:latest
RUN apt-get update && apt-get install -y g++ libevent-dev
WORKDIR /app
COPY . .
RUN g++ -O2 -o feed main.cpp -levent
EXPOSE 8080
CMD ["./feed"]
