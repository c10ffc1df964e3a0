FROM ruby:3.2.2-bookworm
COPY . /srv/app
WORKDIR /srv/app
RUN gem install bundler && bundle config set --local without 'development test' && bundle install
CMD bundle exec rackup -o 0.0.0.0
