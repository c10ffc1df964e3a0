FROM ruby:3.2.2-bookworm AS build
COPY Gemfile Gemfile.lock /srv/app/
WORKDIR /srv/app
RUN gem install bundler && bundle config set --local without 'development test' && bundle install

FROM ruby:3.2.2-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
COPY . /srv/app
WORKDIR /srv/app
COPY --from=build /usr/local/bundle /usr/local/bundle
RUN chown 65532:65532 /srv/app
USER 65532:65532
CMD bundle exec rackup -o 0.0.0.0
