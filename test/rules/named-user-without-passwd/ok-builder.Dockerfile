#: about=Nothing runs in the builder behind USER.
FROM alpine:3.22 AS build
RUN make
USER app

FROM alpine:3.22
COPY --from=build /out /out
USER nobody
CMD ["/out/server"]
