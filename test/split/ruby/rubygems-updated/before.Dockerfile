FROM ruby:3.2.2
RUN gem update --system
WORKDIR /app
COPY . .
RUN bundle install
CMD ["bundle", "exec", "puma"]
