FROM golang:1.25 AS build
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532
ENTRYPOINT exec /server "--name=a b"
#          ^^^^^^^^^^^^^^^^^^^^^^^^^ shell-form-without-shell: An image from `scratch` has no shell, so the container stops with "no such file" as soon as it starts
