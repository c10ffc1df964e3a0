FROM alpine:3.20 AS build
RUN apk add --no-cache build-base sqlite-dev
WORKDIR /app
COPY . .
RUN g++ -O2 -o notes main.cpp -lsqlite3

FROM alpine:3.20
RUN apk add --no-cache libstdc++ sqlite-libs
WORKDIR /app
COPY --from=build /app/notes /app/notes
USER 65532:65532
CMD ["./notes"]
