FROM node:22-slim
ENV NODE_TLS_REJECT_UNAUTHORIZED=1 GIT_SSL_NO_VERIFY=0
RUN curl -fsSL https://example.com/k && curl -okey https://example.com/k && curl -H "-k" https://example.com/x \
    && curl -k https://localhost:8443/health && npm config set strict-ssl true && wget -k https://example.com/
