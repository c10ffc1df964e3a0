FROM debian:trixie AS build
RUN apt-get update && apt-get install -y gcc
FROM scratch
COPY --from=build /usr/bin/true /true
USER 65532
CMD ["/true"]
