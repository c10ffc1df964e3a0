ARG NAME=x
FROM alpine:3.22
ARG NAME
RUN <<EOF
set -e
echo $NAME
EOF
