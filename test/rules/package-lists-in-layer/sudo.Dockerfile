FROM debian:trixie-slim
RUN sudo apt-get update && sudo apt-get install -y --no-install-recommends curl
#        ^^^^^^^^^^^^^^ package-lists-in-layer: `apt-get update` leaves the package lists in this layer, where nothing reads them again
USER nobody
CMD ["sleep", "1"]
