FROM ruby:3.1.2-slim AS build
RUN apt-get update -y && apt-get install -y build-essential libpq-dev
WORKDIR /email_server
COPY . .
RUN bundle install

FROM ruby:3.1.2-slim
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
WORKDIR /email_server
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY . .
RUN chmod 666 ./Gemfile.lock
EXPOSE 8080
RUN chown 65532:65532 /email_server
USER 65532:65532
ENTRYPOINT ["bundle", "exec", "ruby", "app.rb"]
