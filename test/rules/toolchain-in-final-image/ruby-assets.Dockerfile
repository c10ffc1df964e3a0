#: about=The full image is there for what compiles, and the assets are built
FROM ruby:3.3
#    ^^^^^^^^ toolchain-in-final-image: `ruby:3.3` ships compilers and headers (~1.1 GB) in an image that only needs Ruby, its gems and the built files; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /app
COPY . .
RUN bundle install && bundle exec rails assets:precompile
CMD ["bundle", "exec", "puma"]
