FROM debian:bookworm-slim
ARG URL=https://example.com
RUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool && chmod +x /usr/local/bin/tool
RUN curl -f -LO $URL/kubectl
RUN curl -f --silent --output /etc/a.conf https://example.com/a.conf && \
    curl -f https://example.com/b.conf > /etc/b.conf
RUN ["curl", "-f", "-o", "/etc/c.conf", "https://example.com/c.conf"]
