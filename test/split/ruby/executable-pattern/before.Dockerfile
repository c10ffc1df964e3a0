FROM ruby:3.2.2

WORKDIR /app

# Gems first.
COPY Gemfile Gemfile.lock ./
RUN bundle install --jobs 4

COPY . .
RUN chmod +x scripts/*.sh

EXPOSE 4567
CMD ["bundle", "exec", "puma", "-p", "4567"]
