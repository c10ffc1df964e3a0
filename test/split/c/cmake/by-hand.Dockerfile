FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y cmake g++ make
WORKDIR /src
COPY . .
RUN cmake -S . -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build

FROM debian:bookworm-slim
COPY --from=build /src/build/harbour /usr/local/bin/harbour
USER 65532:65532
CMD ["harbour"]
