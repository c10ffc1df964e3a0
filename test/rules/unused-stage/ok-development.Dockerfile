FROM alpine:3.22 AS test
RUN make test
FROM alpine:3.22
USER nobody
CMD ["sleep", "1"]
