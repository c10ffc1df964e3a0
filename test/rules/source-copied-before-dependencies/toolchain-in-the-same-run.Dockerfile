#: about=Go is not there before the script that installs it, so no download goes first.
FROM debian:bookworm-slim
COPY . /src
#<^^^^^^^^^ source-copied-before-dependencies: `COPY . /src` precedes `go build`, so every source edit downloads every module again
RUN apt-get update && apt-get install -y ca-certificates golang && \
    cd /src && go build -o /server . && \
    apt-get purge -y golang
CMD ["/server"]
