FROM ruby:3.3-slim
WORKDIR /app
COPY . .
RUN bundle install
RUN useradd --system --create-home app
USER app
CMD bundle exec puma -C config/puma.rb
