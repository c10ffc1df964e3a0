FROM ruby:3.2.2
RUN apt-get update -qq && apt-get install -y nodejs postgresql-client
ENV RAILS_ENV=production
WORKDIR /rails
COPY Gemfile Gemfile.lock ./
RUN bundle install
COPY . .
RUN SECRET_KEY_BASE=dummy bundle exec rake assets:precompile
ENTRYPOINT ["./bin/docker-entrypoint"]
EXPOSE 3000
CMD ["rails", "server", "-b", "0.0.0.0"]
