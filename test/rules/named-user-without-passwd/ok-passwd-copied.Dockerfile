FROM golang:1.25 AS build
RUN useradd app
FROM scratch
COPY --from=build /etc/passwd /etc/passwd
COPY server /server
USER app
CMD ["/server"]
