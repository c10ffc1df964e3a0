FROM ubuntu:22.04
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates cmake g++ make pkg-config wget libluajit-5.1-dev && rm -rf /var/lib/apt/lists/*
COPY . /lights
WORKDIR /lights
RUN mkdir allocator && \
    wget -q https://example.com/allocator.tar.gz -O - | tar xz --strip-components=1 -C allocator && \
    cd allocator && mkdir build && cd build && \
    cmake .. -DCMAKE_BUILD_TYPE=Release && make -j4 install
RUN make clean && make
ENV LD_PRELOAD=/usr/local/lib/liballocator.so
CMD ["./lights"]
