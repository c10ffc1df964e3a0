FROM ubuntu:22.04 AS build
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates cmake g++ make pkg-config wget libluajit-5.1-dev && rm -rf /var/lib/apt/lists/*
COPY . /lights
WORKDIR /lights
RUN mkdir allocator && \
    wget -q https://example.com/allocator.tar.gz -O - | tar xz --strip-components=1 -C allocator && \
    cd allocator && mkdir build && cd build && \
    cmake .. -DCMAKE_BUILD_TYPE=Release && make -j4 install
RUN make clean && make

FROM ubuntu:22.04
RUN apt-get update && apt-get install -y --no-install-recommends libluajit-5.1-2 && rm -rf /var/lib/apt/lists/*
WORKDIR /lights
COPY --from=build /lights/lights /lights/lights
COPY --from=build /usr/local /usr/local
COPY --from=build /lights/lights.conf /lights/lights.conf
COPY --from=build /lights/src/scenes.lua /lights/src/scenes.lua
RUN ldconfig
ENV LD_PRELOAD=/usr/local/lib/liballocator.so
USER 65532:65532
CMD ["./lights"]
