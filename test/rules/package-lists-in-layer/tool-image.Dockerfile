FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl
#   ^^^^^^^^^^^^^^ package-lists-in-layer(hint): `apt-get update` leaves the package lists in this layer, where nothing reads them again
