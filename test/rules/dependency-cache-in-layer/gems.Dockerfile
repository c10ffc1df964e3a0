FROM ruby:3.4-slim
WORKDIR /app
COPY Gemfile Gemfile.lock ./
RUN gem install bundler:2.6.2 --no-document
RUN bundle install --jobs 4
#   ^^^^^^^^^^^^^^ dependency-cache-in-layer(hint): `bundle install` leaves what it downloaded in `cache/` beside the gems of this layer, where nothing reads it again
COPY . .
CMD ["ruby", "app.rb"]
