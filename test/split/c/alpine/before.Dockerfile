FROM alpine:3.20
RUN apk add --no-cache build-base sqlite-dev
WORKDIR /app
COPY . .
RUN g++ -O2 -o notes main.cpp -lsqlite3
CMD ["./notes"]
