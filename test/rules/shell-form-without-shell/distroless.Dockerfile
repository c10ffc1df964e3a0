FROM gcr.io/distroless/base-debian13:nonroot
COPY server /server
RUN chmod +x /server
#   ^^^^^^^^^^^^^^^^ shell-form-without-shell: `gcr.io/distroless/base-debian13:nonroot` has no shell, so this RUN fails and with it the build
HEALTHCHECK --interval=5s CMD /server --check
#                             ^^^^^^^^^^^^^^^ shell-form-without-shell: `gcr.io/distroless/base-debian13:nonroot` has no shell, so this health check fails every time
CMD /server $PORT
#   ^^^^^^^^^^^^^ shell-form-without-shell: `gcr.io/distroless/base-debian13:nonroot` has no shell, so the container stops with "no such file" as soon as it starts
