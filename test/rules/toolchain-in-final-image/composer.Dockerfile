FROM composer:2
#    ^^^^^^^^^^ toolchain-in-final-image: `composer:2` ships composer, git and its cache in an image that only needs PHP and the installed packages; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /app
COPY . .
RUN composer install --no-dev
ENTRYPOINT ["php", "bin/console"]
