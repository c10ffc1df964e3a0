ARG NAME=x
FROM alpine:3.22
RUN echo '$NAME' \$NAME
