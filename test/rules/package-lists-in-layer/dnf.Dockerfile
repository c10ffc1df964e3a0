FROM fedora:43
RUN dnf install -y curl
#   ^^^^^^^^^^^ package-lists-in-layer: `dnf install` leaves its cache in this layer, where nothing reads it again
USER nobody
CMD ["sleep", "1"]
