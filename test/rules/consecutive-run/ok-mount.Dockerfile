FROM alpine:3.22
RUN mkdir /data
RUN --mount=type=cache,target=/c echo /c
USER nobody
CMD ["sleep", "1"]
