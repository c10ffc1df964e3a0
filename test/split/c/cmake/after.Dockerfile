FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y cmake g++ make
WORKDIR /app
COPY . /app
RUN mkdir /app/build && cd /app/build && cmake .. && make

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app/build/harbour /app/build/harbour
USER 65532:65532
CMD ["./build/harbour"]
