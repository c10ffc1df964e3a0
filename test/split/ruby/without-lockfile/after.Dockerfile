FROM ruby:3.2.2-bookworm AS build
WORKDIR /app
COPY Gemfile ./
RUN bundle install

FROM ruby:3.2.2-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libcurl4 libpq5 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY --from=build /app/Gemfile.lock /app/Gemfile.lock
COPY Gemfile ./
COPY app.rb .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["ruby", "app.rb"]
