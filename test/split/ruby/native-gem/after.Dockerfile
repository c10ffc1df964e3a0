FROM ruby:3.1 AS build
WORKDIR /app
COPY Gemfile Gemfile.lock ./
COPY vendor/cache vendor/cache
RUN bundle install --local

FROM ruby:3.1-slim
WORKDIR /app
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY Gemfile Gemfile.lock ./
COPY vendor/cache vendor/cache
COPY app.rb .
EXPOSE 8080
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["bundle", "exec", "ruby", "app.rb"]
