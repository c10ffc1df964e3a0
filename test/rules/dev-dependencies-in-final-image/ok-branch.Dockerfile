#: about=The other branch of the script leaves them out
FROM ruby:3.4-slim
ARG RAILS_ENV=production
RUN if [ "$RAILS_ENV" = production ]; then bundle install --without development test; else bundle install; fi
CMD ["ruby", "server.rb"]
