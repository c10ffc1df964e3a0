FROM golang:1.25 AS tools
COPY . .
RUN go build -o /tool .
FROM alpine:3.22
RUN --mount=type=bind,from=tools,source=/tool,target=/tool /tool
USER nobody
CMD ["sleep", "1"]
