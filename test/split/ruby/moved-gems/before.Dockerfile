FROM ruby:3.2.2
ENV GEM_HOME=/gems
WORKDIR /app
COPY . .
RUN bundle install
CMD ["bundle", "exec", "puma"]
