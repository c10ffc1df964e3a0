FROM gcr.io/distroless/base-debian13:nonroot
COPY server /server
CMD /server \
#   ^>2:11 shell-form-without-shell: `gcr.io/distroless/base-debian13:nonroot` has no shell, so the container stops with "no such file" as soon as it starts
# the port
  --port 80
