FROM debian:trixie-slim
RUN <<EOF
set -e
apt-get update
#<^^^^^^^^^^^^ package-lists-in-layer: `apt-get update` leaves the package lists in this layer, where nothing reads them again
apt-get install -y --no-install-recommends curl
EOF
USER nobody
CMD ["sleep", "1"]
