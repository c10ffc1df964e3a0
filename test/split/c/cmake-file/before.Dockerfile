FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y cmake g++ make
WORKDIR /app
COPY . /app
RUN cmake ./CMakeLists.txt
RUN make
CMD ./harbour
