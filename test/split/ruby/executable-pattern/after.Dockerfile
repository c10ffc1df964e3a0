FROM ruby:3.2.2 AS build

WORKDIR /app

# Gems first.
COPY Gemfile Gemfile.lock ./
RUN bundle install --jobs 4

COPY . .
RUN chmod +x scripts/*.sh

FROM ruby:3.2.2-slim

RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
WORKDIR /app

COPY --from=build /usr/local/bundle /usr/local/bundle
COPY --from=build /app /app

EXPOSE 4567
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["bundle", "exec", "puma", "-p", "4567"]
