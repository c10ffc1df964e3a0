FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y cmake g++ make
WORKDIR /app
COPY . /app
RUN cmake ./CMakeLists.txt
RUN make

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app/harbour /app/harbour
USER 65532:65532
CMD ./harbour
