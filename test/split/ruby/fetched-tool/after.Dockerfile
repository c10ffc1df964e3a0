FROM ruby:3.2-bookworm AS build
RUN apt-get update && apt-get install -y curl git openssh-client && rm -rf /var/lib/apt/lists/*
RUN gem install r10k

FROM ruby:3.2-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends curl git openssh-client && rm -rf /var/lib/apt/lists/*
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY entrypoint.sh /
RUN chmod +x /entrypoint.sh
ENTRYPOINT ["/entrypoint.sh"]
