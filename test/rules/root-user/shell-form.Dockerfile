FROM ruby:3.3-slim
#    ^^^^^^^^^^^^^ root-user: `ruby:3.3-slim` runs the program as root, so whoever breaks into it has root's rights in the container
WORKDIR /app
COPY . .
RUN bundle install
CMD bundle exec puma -C config/puma.rb
