FROM ruby:3.2.2
RUN curl -sL https://deb.nodesource.com/setup_18.x | bash - && apt-get install -y nodejs
WORKDIR /app
COPY . .
RUN bundle install
CMD ["bundle", "exec", "puma"]
