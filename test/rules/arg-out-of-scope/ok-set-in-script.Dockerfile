ARG VERSION=1.2
FROM alpine:3.22
RUN VERSION=3; echo $VERSION; for TARGETOS in a b; do echo $TARGETOS; done
