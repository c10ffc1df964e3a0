FROM ruby:3.1.2-slim
RUN apt-get update -y && apt-get install -y build-essential libpq-dev
WORKDIR /email_server
COPY . .
RUN bundle install
RUN chmod 666 ./Gemfile.lock
EXPOSE 8080
ENTRYPOINT ["bundle", "exec", "ruby", "app.rb"]
