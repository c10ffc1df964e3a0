FROM ruby:3.2.2 AS build
RUN curl -sL https://deb.nodesource.com/setup_18.x | bash - && apt-get install -y nodejs
WORKDIR /app
COPY Gemfile Gemfile.lock ./
RUN bundle install

FROM ruby:3.2.2-slim
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY --from=build /usr/bin/node /usr/bin/node
COPY . .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["bundle", "exec", "puma"]
