FROM debian:bookworm-slim AS build
RUN chmod u+s /usr/bin/a
FROM debian:bookworm-slim
ARG MODE=4755
COPY --chmod=0755 probe /usr/local/bin/probe
RUN mkdir /srv/app && chmod a+s /srv/app && chmod +s /opt \
 && chmod g+s /srv && chmod 2775 /srv && chmod 1777 /tmp && chmod u-s /usr/bin/su && chmod $MODE /x && chmod 755 /y
CMD ["chmod", "u+s", "/x"]
