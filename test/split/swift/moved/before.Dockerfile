FROM swift:5.10
WORKDIR /src
COPY Package.swift Package.resolved ./
RUN swift package resolve
COPY Sources Sources
RUN swift build --configuration release --product Run && mv .build/release/Run /usr/bin/harbour
CMD harbour serve
