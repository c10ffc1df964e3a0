FROM gcr.io/distroless/nodejs22-debian13:nonroot
COPY server.js /
CMD node /server.js
#   ^^^^^^^^^^^^^^^ entrypoint-doubles-interpreter: `gcr.io/distroless/nodejs22-debian13:nonroot` starts `/nodejs/bin/node`, so shell form gives it `/bin/sh` and `-c` as arguments and the container stops at once
