FROM ruby:3.1
WORKDIR /app
COPY Gemfile Gemfile.lock ./
COPY vendor/cache vendor/cache
RUN bundle install --local
COPY app.rb .
EXPOSE 8080
CMD ["bundle", "exec", "ruby", "app.rb"]
