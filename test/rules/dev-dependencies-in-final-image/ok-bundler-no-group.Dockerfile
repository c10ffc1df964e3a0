#: about=There are no groups to leave out
FROM ruby:3.4-slim
WORKDIR /app
COPY Gemfile ./
RUN bundle install
CMD ["ruby", "server.rb"]
