FROM ubuntu:22.04
RUN apt-get update && apt-get install -y build-essential libsqlite3-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN make && make install
CMD ["ledger", "--serve"]
