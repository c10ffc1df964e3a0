FROM node:22-slim AS builder
ARG NPM_TOKEN
#   ^^^^^^^^^ secret-in-arg-or-env(info): `NPM_TOKEN` looks like a secret, and the value of a build argument stays in the image's history and in the build's records
ENV BUILD_SECRET=abcdef
#   ^^^^^^^^^^^^ secret-in-arg-or-env(info): `BUILD_SECRET` looks like a secret, and what `ENV` sets is in the image's configuration, readable by everyone who can pull it
FROM node:22-slim
ARG DB_PASSWORD=hunter2
#   ^^^^^^^^^^^ secret-in-arg-or-env: `DB_PASSWORD` looks like a secret, and the value of a build argument stays in the image's history and in the build's records
ENV AWS_SECRET_ACCESS_KEY=abc githubToken=$DB_PASSWORD \
#   ^^^^^^^^^^^^^^^^^^^^^ secret-in-arg-or-env: `AWS_SECRET_ACCESS_KEY` looks like a secret, and what `ENV` sets is in the image's configuration, readable by everyone who can pull it
#                             ^^^^^^^^^^^ secret-in-arg-or-env: `githubToken` looks like a secret, and what `ENV` sets is in the image's configuration, readable by everyone who can pull it
    API_KEY="s3cr3t-value"
#   ^^^^^^^ secret-in-arg-or-env: `API_KEY` looks like a secret, and what `ENV` sets is in the image's configuration, readable by everyone who can pull it
