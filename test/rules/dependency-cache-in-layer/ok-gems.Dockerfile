FROM ruby:3.4-slim AS build
RUN bundle install
FROM ruby:3.4-slim
WORKDIR /app
COPY Gemfile Gemfile.lock ./
RUN bundle install && rm -rf /usr/local/bundle/cache/*.gem
RUN --mount=type=cache,target=/usr/local/bundle bundle install
RUN bundle exec rake assets:precompile && bundle config set without development && gem sources --list
CMD ["ruby", "app.rb"]
