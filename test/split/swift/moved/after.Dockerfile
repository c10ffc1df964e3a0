FROM swift:5.10 AS build
WORKDIR /src
COPY Package.swift Package.resolved ./
RUN swift package resolve
COPY Sources Sources
RUN swift build --configuration release --product Run && mv .build/release/Run /usr/bin/harbour

FROM swift:5.10-jammy-slim
WORKDIR /src
COPY --from=build /usr/bin/harbour /usr/bin/harbour
USER 65532:65532
CMD harbour serve
