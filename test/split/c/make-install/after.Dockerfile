FROM ubuntu:22.04 AS build
RUN apt-get update && apt-get install -y build-essential libsqlite3-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN make && make install

FROM ubuntu:22.04
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-0 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY --from=build /usr/local/bin/ledger /usr/local/bin/ledger
COPY --from=build /etc/ledger/ledger.conf /etc/ledger/ledger.conf
CMD ["ledger", "--serve"]
