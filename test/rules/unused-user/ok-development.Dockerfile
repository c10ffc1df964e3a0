FROM alpine:3.22 AS dev-envs
RUN adduser -S vscode
CMD ["/app"]
