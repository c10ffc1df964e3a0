FROM ruby:3.2

WORKDIR /app

# Gems first.
COPY Gemfile Gemfile.lock ./
RUN bundle install --jobs 4

COPY . .

EXPOSE 4567
CMD ["bundle", "exec", "puma", "-p", "4567"]
