FROM alpine:3.22 AS build
RUN mkdir /data
RUN chown nobody /data
FROM scratch
COPY --from=build /data /data
USER 65532
CMD ["/x"]
