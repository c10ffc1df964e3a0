FROM alpine:3.22
RUN mkdir /data
RUN chown nobody /data
#<^ consecutive-run: This is one of 3 RUN instructions in a row, whose layers keep what a later one of them removes or changes

RUN apk add --no-cache tini \
    curl
USER nobody
CMD ["sleep", "1"]
