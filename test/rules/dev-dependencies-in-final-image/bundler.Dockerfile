#: about=Bundler installs all groups
FROM ruby:3.4-slim
COPY Gemfile Gemfile.lock ./
RUN bundle install --jobs 4 --retry 3
#   ^^^^^^^^^^^^^^ dev-dependencies-in-final-image(info): `bundle install` also installs the development dependencies, which the image then carries
CMD ["ruby", "server.rb"]
