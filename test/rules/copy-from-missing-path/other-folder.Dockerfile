FROM golang:1.25 AS build
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o bin/server .

FROM scratch
COPY --from=build /bin2/server /src/bin/server /
#                 ^^^^^^^^^^^^ copy-from-missing-path: Nothing in the stage `build` makes `/bin2/server`, so this COPY fails and with it the build; `/src/bin/server` is made there
USER 65532
CMD ["/server"]
