FROM debian:bookworm AS build
RUN apt-get update && apt-get install -y g++ libasio-dev libeigen3-dev
WORKDIR /app
COPY . .
RUN g++ -O2 -o relay main.cpp -lpthread

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app/relay /app/relay
USER 65532:65532
CMD ["./relay"]
