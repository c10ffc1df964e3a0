FROM alpine:3.22 AS one
FROM one AS two
FROM alpine:3.22 AS three
FROM alpine:3.22
COPY --from=two /a /a
RUN --mount=type=bind,from=three,target=/m cp /m/a /b
USER nobody
CMD ["sleep", "1"]
