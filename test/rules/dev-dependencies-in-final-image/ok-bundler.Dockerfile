#: about=Groups are left out by a variable, by the configuration, by the old option
FROM ruby:3.4-slim AS a
ENV BUNDLE_WITHOUT=development:test
RUN bundle install
FROM a AS b
RUN bundle install
CMD ["ruby", "server.rb"]
FROM ruby:3.4-slim AS c
RUN bundle config set --local without 'development test' && bundle install
RUN bundle install --without development test
FROM c
CMD ["ruby", "server.rb"]
