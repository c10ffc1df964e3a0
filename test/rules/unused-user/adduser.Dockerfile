FROM alpine:3.22 AS base
RUN addgroup -S web && adduser -S -G web runner
#                                        ^^^^^^ unused-user: The user `runner` is created and nothing switches to it, so the program runs as root all the same
FROM base
CMD ["/app"]
