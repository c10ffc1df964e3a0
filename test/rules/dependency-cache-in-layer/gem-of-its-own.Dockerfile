# The name of a gem that is installed is no word about the cache.
FROM ruby:3.4-slim
WORKDIR /app
COPY . .
RUN bundle install && gem build tide.gemspec && gem install tide*.gem
#   ^^^^^^^^^^^^^^ dependency-cache-in-layer(hint): `bundle install` leaves what it downloaded in `cache/` beside the gems of this layer, where nothing reads it again
USER nobody
CMD ["tide"]
