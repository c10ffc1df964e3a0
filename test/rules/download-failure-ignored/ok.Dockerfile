FROM debian:bookworm-slim
RUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool && chmod +x /usr/local/bin/tool
RUN curl --fail -LO https://example.com/kubectl && curl -sSfLo /k https://example.com/k && curl --fail-with-body -O https://example.com/m
RUN curl -LO https://example.com/a.tar.gz && tar xzf a.tar.gz
RUN curl -sSLo tool https://example.com/tool && echo "abc  tool" | sha256sum -c
RUN curl -s https://example.com/install.sh | sh
RUN curl -s -o /dev/null https://example.com/ping && curl -s https://example.com/ping > /dev/null
RUN curl -o - https://example.com/x && curl --version > /version
HEALTHCHECK CMD curl -o /tmp/x http://localhost/
