FROM ruby:3.2.2 AS build
RUN apt-get update -qq && apt-get install -y nodejs postgresql-client
ENV RAILS_ENV=production
WORKDIR /rails
COPY Gemfile Gemfile.lock ./
RUN bundle install
COPY . .
RUN SECRET_KEY_BASE=dummy bundle exec rake assets:precompile

FROM ruby:3.2.2-slim
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 nodejs postgresql-client && rm -rf /var/lib/apt/lists/*
ENV RAILS_ENV=production
WORKDIR /rails
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY --from=build /rails /rails
ENTRYPOINT ["./bin/docker-entrypoint"]
EXPOSE 3000
CMD ["rails", "server", "-b", "0.0.0.0"]
