FROM example.com/builder AS build
FROM alpine:3.22
COPY --from=build /dist/a /a
USER nobody
CMD ["sleep", "1"]
