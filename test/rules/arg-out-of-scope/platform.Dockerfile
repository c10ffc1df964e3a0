FROM --platform=$BUILDPLATFORM golang:1.25 AS build
COPY . .
RUN GOARCH=$TARGETARCH go build -o /app .
#          ^^^^^^^^^^^ arg-out-of-scope: BuildKit sets `TARGETARCH` only in stages that declare it, and the stage `build` does not, so it is empty here
