FROM debian:bookworm-slim
ARG REV
LABEL org.opencontainers.image.created="yesterday" \
#                                      ^^^^^^^^^^^ label-invalid-value: `yesterday` is no time as RFC 3339 writes it, such as `2026-01-31T12:00:00Z`, which `org.opencontainers.image.created` is read as
      # where it comes from
      org.opencontainers.image.source=github.com/example/app \
#                                     ^^^^^^^^^^^^^^^^^^^^^^ label-invalid-value: `github.com/example/app` is no address with a scheme, such as `https://example.com`, which `org.opencontainers.image.source` is read as
      org.opencontainers.image.licenses='GPLv3' \
#                                       ^^^^^^^ label-invalid-value: `GPLv3` is no SPDX licence expression, such as `Apache-2.0`, which `org.opencontainers.image.licenses` is read as
      org.opencontainers.image.title=""
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ label-invalid-value: `org.opencontainers.image.title` is empty, so who looks for it finds nothing to show
