FROM ruby:3.2-bookworm AS build
RUN apt-get update && apt-get install -y git locales make && rm -rf /var/lib/apt/lists/*
RUN echo "en_US.UTF-8 UTF-8" > /etc/locale.gen && locale-gen en_US.UTF-8
ENV LANG en_US.UTF-8
WORKDIR /app
COPY Gemfile Gemfile.lock ./
RUN bundle install

FROM ruby:3.2-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
ENV LANG en_US.UTF-8
WORKDIR /app
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY --from=build /usr/lib/locale/locale-archive /usr/lib/locale/locale-archive
COPY . .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["bundle", "exec", "rackup", "-o", "0.0.0.0"]
