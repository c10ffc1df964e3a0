FROM elixir:1.14 AS build
ENV MIX_ENV=prod
WORKDIR /app
COPY . .
RUN mix release --path /opt/tides

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libncurses6 libstdc++6 openssl ca-certificates && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
COPY --from=build --chown=nobody /opt/tides /opt/tides
USER nobody
EXPOSE 8080
CMD ["/opt/tides/bin/tides", "start"]
