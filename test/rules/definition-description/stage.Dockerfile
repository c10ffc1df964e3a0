ARG A=1
# the release
# VERSION is the release
ARG VERSION=1
# more
ARG B C

# builds it all
# with make
FROM debian:bookworm-slim AS build
#                            ^^^^^ definition-description(warning): The comment above `build` does not start with its name, so `docker build --call=outline` shows no description
# a run
RUN make
