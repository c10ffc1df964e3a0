FROM alpine:3.22
RUN addgroup -S app && adduser -S -G app app
COPY --chown=app:app server /server
USER app
CMD ["/server"]
