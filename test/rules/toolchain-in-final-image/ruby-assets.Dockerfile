#: about=The full image is there for what compiles, and the assets are built
FROM ruby:3.3
#    ^^^^^^^^ toolchain-in-final-image: `ruby:3.3` ships compilers and headers (~1.1 GB) in an image that only needs Ruby, its gems and the built files; no split is offered: Ruby programs are not split yet
WORKDIR /app
COPY . .
RUN bundle install && bundle exec rails assets:precompile
CMD ["bundle", "exec", "puma"]
