FROM golang:1.25 AS build
ARG LDFLAGS
COPY . .
RUN CGO_ENABLED=0 go build -ldflags=$LDFLAGS -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
