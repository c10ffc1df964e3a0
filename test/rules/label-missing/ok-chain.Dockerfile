#: labels=a:text b:text
FROM debian:bookworm-slim AS base
LABEL b=1
FROM base
LABEL "a"=1
