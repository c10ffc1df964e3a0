ARG NAME=x
FROM alpine:3.22
RUN <<EOF
set -e
echo $NAME
#    ^^^^^ arg-out-of-scope: `NAME` is declared before FROM and this stage does not declare it again, so it is empty here
EOF
