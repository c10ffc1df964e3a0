FROM alpine:3.22
WORKDIR /srv
COPY server .
USER nobody
CMD ["./server"]
