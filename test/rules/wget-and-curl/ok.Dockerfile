FROM debian:bookworm AS builder
RUN wget -q https://example.com/a
RUN curl -fsSLO https://example.com/b
FROM debian:bookworm
RUN curl -fsSLO https://example.com/b
