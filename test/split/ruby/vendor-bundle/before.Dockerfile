FROM ruby:3.2.2
WORKDIR /app
ENV BUNDLE_WITHOUT=development:test
COPY Gemfile Gemfile.lock ./
RUN bundle config set --local deployment true && bundle install
COPY app.rb config.ru ./
CMD ["bundle", "exec", "puma"]
