FROM debian:bookworm-slim
ARG URL=https://example.com
RUN curl -sSL https://example.com/tool -o /usr/local/bin/tool && chmod +x /usr/local/bin/tool
#   ^^^^ download-failure-ignored: `curl` without `-f` ends well when the server answers with an error, so its error page can become this file
RUN curl -LO $URL/kubectl
#   ^^^^ download-failure-ignored: `curl` without `-f` ends well when the server answers with an error, so its error page can become this file
RUN curl --silent --output /etc/a.conf https://example.com/a.conf && \
#   ^^^^ download-failure-ignored: `curl` without `-f` ends well when the server answers with an error, so its error page can become this file
    curl https://example.com/b.conf > /etc/b.conf
#   ^^^^ download-failure-ignored: `curl` without `-f` ends well when the server answers with an error, so its error page can become this file
RUN ["curl", "-o", "/etc/c.conf", "https://example.com/c.conf"]
#     ^^^^ download-failure-ignored: `curl` without `-f` ends well when the server answers with an error, so its error page can become this file
