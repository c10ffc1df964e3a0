# syntax=docker/dockerfile:1
FROM debian:bookworm-slim
RUN chmod -R 775 /srv && chmod 0664 /srv/a && chmod a+rwx /srv/b \
    && chmod o+w /srv/c
COPY --chmod=775 app /srv/app
