FROM debian:trixie-slim
ARG GIT_COMMIT=unknown
#   ^^^^^^^^^^ volatile-value-before-expensive-step: `GIT_COMMIT` differs from build to build, so `apt-get install` below, which does not use it, never comes from the cache
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
ENV COMMIT=$GIT_COMMIT
USER nobody
CMD ["sleep", "1"]
