FROM debian:bookworm-slim AS builder
RUN chmod -R 777 /srv
FROM debian:bookworm-slim
RUN chmod 1777 /srv && chmod 755 /a && chmod a+x /b && chmod u+w,go-w /c && chmod 777 /tmp && chmod o-w /d \
    && chmod g+w /e && chmod 2775 /f && chmod "$MODE" /g && chmod +t,a+rwx /h
