# syntax=docker/dockerfile:1-labs
FROM --platfrom=$BUILDPLATFORM debian:bookworm-slim
#    ^^^^^^^^^^ unknown-flag: `FROM` has no flag `--platfrom`, so the build stops here
COPY --form=nginx --chown=1 --chown=2 a /
#    ^^^^^^ unknown-flag: `COPY` has no flag `--form`, so the build stops here
#                           ^^^^^^^ unknown-flag: `--chown` stands here for the second time, so the build stops here
COPY --chmod= a /
#    ^^^^^^^^ unknown-flag: `--chmod` has no value: one behind a space is read as the first argument
ADD --chown \
#   ^^^^^^^ unknown-flag: `--chown` has no value: one behind a space is read as the first argument
  app a.txt /
RUN --moutn=type=cache,target=/x ls
#   ^^^^^^^ unknown-flag: `RUN` has no flag `--moutn`, so the build stops here
HEALTHCHECK --intervall=3s CMD true
#           ^^^^^^^^^^^ unknown-flag: `HEALTHCHECK` has no flag `--intervall`, so the build stops here
CMD --port 80
#   ^^^^^^ unknown-flag: `CMD` has no flag `--port`, so the build stops here
ONBUILD COPY --foo a b
#            ^^^^^ unknown-flag: `COPY` has no flag `--foo`, so the build stops here
