FROM debian:trixie-slim
ENV TOOL_COMMIT=abc123
ARG VERSION=1.0
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
USER nobody
CMD ["sleep", "1"]
