#: about=The later RUN needs the lists.
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl
#   ^^^^^^^^^^^^^^ package-lists-in-layer: `apt-get update` leaves the package lists in this layer, where nothing reads them again
RUN apt-get install -y --no-install-recommends git
USER nobody
CMD ["sleep", "1"]
