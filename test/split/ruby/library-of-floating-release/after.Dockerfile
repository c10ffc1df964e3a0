FROM ruby:3.2.2 AS build
WORKDIR /app
COPY Gemfile Gemfile.lock ./
RUN bundle install

FROM ruby:3.2.2-slim
RUN apt-get update && apt-get install -y --no-install-recommends libcurl4 libpq5 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY . .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["bundle", "exec", "puma"]
