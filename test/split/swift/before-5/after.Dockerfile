# The project of a benchmark
FROM swift:4.2 AS build
COPY Package.swift Package.resolved /vapor/
WORKDIR /vapor
RUN swift package resolve
ADD ./ /vapor
RUN swift build -c release

FROM ubuntu:16.04
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libatomic1 libbsd0 libcurl3 libicu55 libssl1.0.0 libxml2 tzdata zlib1g && rm -rf /var/lib/apt/lists/*
WORKDIR /vapor
COPY --from=build /vapor/.build/release/Run /vapor/.build/release/Run
COPY --from=build /usr/lib/swift/linux /usr/lib/swift/linux
USER 65532:65532
CMD .build/release/Run -e production -b 0.0.0.0:8080
