FROM debian:trixie-slim
# the tools

RUN apt-get update && apt-get install -y --no-install-recommends curl
RUN DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends git
