ARG A=1
# the release
# VERSION is the release
ARG VERSION=1
# more
ARG B C

# builds it all
# with make

FROM debian:bookworm-slim AS build
# a run
RUN make
