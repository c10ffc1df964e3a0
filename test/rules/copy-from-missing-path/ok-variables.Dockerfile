FROM alpine:3.22 AS build
ARG OUT=/out
RUN mkdir -p $OUT && touch $OUT/a
FROM alpine:3.22
COPY --from=build /out/a /a
USER nobody
CMD ["sleep", "1"]
