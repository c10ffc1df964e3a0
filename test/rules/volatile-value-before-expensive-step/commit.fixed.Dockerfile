FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
ARG GIT_COMMIT=unknown
ENV COMMIT=$GIT_COMMIT
USER nobody
CMD ["sleep", "1"]
