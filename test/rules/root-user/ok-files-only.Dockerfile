#: about=An empty image without a start command holds files to be taken out
FROM golang:1.22 AS build
RUN go build -o /out/server .

FROM scratch
COPY --from=build /out/ /
