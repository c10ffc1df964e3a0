FROM ruby:3.2.2-bookworm
WORKDIR /app
COPY Gemfile ./
RUN bundle install
COPY app.rb .
CMD ["ruby", "app.rb"]
