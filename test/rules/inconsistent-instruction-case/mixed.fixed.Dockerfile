# syntax=docker/dockerfile:1
FROM debian:bookworm-slim
ENV A=1
RUN echo hello \
    # a comment
    && echo there
COPY . /srv
CMD ["/srv/app"]
