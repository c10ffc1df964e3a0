FROM debian:bookworm-slim
RUN useradd --system app && chown app /srv
CMD ["/srv/app"]
