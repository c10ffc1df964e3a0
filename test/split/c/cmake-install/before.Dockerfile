FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends cmake g++ make libssl-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cmake -S . -B build -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/opt/harbour && cmake --build build -j4 --target install
ENTRYPOINT ["/opt/harbour/bin/harbourd"]
CMD ["--config", "/opt/harbour/etc/harbour.conf"]
