FROM debian:bookworm-slim AS base
LABEL team=core
#     ^^^^ duplicate-label: `team` is set again further down, so the value here is in no image
LABEL team="platform" \
      version=1 \
#     ^^^^^^^ duplicate-label: `version` is set again further down, so the value here is in no image
      "version"=2 \
#     ^^^^^^^^^ duplicate-label: `version` is set again further down, so the value here is in no image
      site=https://example.com
#     ^^^^ duplicate-label: `site` is set again further down, so the value here is in no image
LABEL version=3 site=https://example.com \
      # Whom to ask.
      owner=me
#     ^^^^^ duplicate-label: `owner` is set again further down, so the value here is in no image
LABEL owner=you
CMD ["true"]
