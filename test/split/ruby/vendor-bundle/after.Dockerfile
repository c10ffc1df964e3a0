FROM ruby:3.2.2 AS build
WORKDIR /app
ENV BUNDLE_WITHOUT=development:test
COPY Gemfile Gemfile.lock ./
RUN bundle config set --local deployment true && bundle install

FROM ruby:3.2.2-slim
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV BUNDLE_WITHOUT=development:test
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY --from=build /app/vendor/bundle /app/vendor/bundle
COPY Gemfile Gemfile.lock ./
COPY app.rb config.ru ./
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["bundle", "exec", "puma"]
