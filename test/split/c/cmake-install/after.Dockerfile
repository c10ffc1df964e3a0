FROM debian:bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends cmake g++ make libssl-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cmake -S . -B build -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/opt/harbour && cmake --build build -j4 --target install

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libssl3 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY --from=build /opt/harbour/bin/harbourd /opt/harbour/bin/harbourd
COPY --from=build /opt/harbour/etc/harbour.conf /opt/harbour/etc/harbour.conf
USER 65532:65532
ENTRYPOINT ["/opt/harbour/bin/harbourd"]
CMD ["--config", "/opt/harbour/etc/harbour.conf"]
