FROM debian:bookworm AS base
RUN wget -q https://example.com/a
FROM base
RUN curl -fsSLO https://example.com/b && wget -q https://example.com/c
#   ^^^^ wget-and-curl: `curl` does here what `wget` does elsewhere in the image, which has to carry both
