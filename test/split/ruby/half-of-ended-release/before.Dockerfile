FROM ruby:2.5.1
RUN apt-get update && apt-get install -y libtag1-dev
WORKDIR /app
COPY . .
RUN bundle install
CMD ["bundle", "exec", "puma"]
