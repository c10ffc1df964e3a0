FROM ruby:3.2-alpine AS build
RUN apk add --no-cache build-base postgresql-dev tzdata
WORKDIR /app
COPY Gemfile Gemfile.lock ./
RUN bundle install

FROM ruby:3.2-alpine
RUN apk add --no-cache libpq tzdata
WORKDIR /app
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY . .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["bundle", "exec", "puma"]
