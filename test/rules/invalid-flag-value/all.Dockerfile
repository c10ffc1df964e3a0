# syntax=docker/dockerfile:1-labs
FROM debian:bookworm-slim AS build
COPY --link=yes a /
#           ^^^ invalid-flag-value: `yes` is neither `true` nor `false` for `--link`, so the build stops here
COPY --link=x --parents=0 b /
#           ^ invalid-flag-value: `x` is neither `true` nor `false` for `--link`, so the build stops here
#                       ^ invalid-flag-value: `0` is neither `true` nor `false` for `--parents`, so the build stops here
ADD --keep-git-dir=maybe https://example.com/a.git /a
#                  ^^^^^ invalid-flag-value: `maybe` is neither `true` nor `false` for `--keep-git-dir`, so the build stops here
ADD --checksum=sha256:abc https://example.com/a /
#              ^^^^^^^^^^ invalid-flag-value: `sha256:abc` is no checksum: `sha256:` and 64 hexadecimal digits are expected, so the build stops here
ADD --checksum=md5 https://example.com/a /
#              ^^^ invalid-flag-value: `md5` is no checksum: `sha256:` and 64 hexadecimal digits are expected, so the build stops here
COPY --link=$LINK c /
#           ^^^^^ invalid-flag-value: `$LINK` is neither `true` nor `false` for `--link`, so the build stops here
RUN --network=non ls
#             ^^^ invalid-flag-value: `non` is none of the values of `--network` (default, none, host), so the build stops here
RUN --network=bridge --security=privileged ls
#             ^^^^^^ invalid-flag-value: `bridge` is none of the values of `--network` (default, none, host), so the build stops here
#                               ^^^^^^^^^^ invalid-flag-value: `privileged` is none of the values of `--security` (sandbox, insecure), so the build stops here
RUN --mount=type=caches,target=/x --mount=typ=cache,target=/y ls
#                ^^^^^^ invalid-flag-value: `caches` is none of the values of `type` (bind, cache, tmpfs, secret, ssh), so the build stops here
#                                         ^^^ invalid-flag-value: A mount has no option `typ`, so the build stops here
RUN --mount=type=cache,target=/x,sharing=lock \
#                                        ^^^^ invalid-flag-value: `lock` is none of the values of `sharing` (shared, private, locked), so the build stops here
    --mount=type=secret,id=x,required=yes,mode=rw ls
#                                     ^^^ invalid-flag-value: `yes` is no `true` or `false` for `required`, so the build stops here
#                                              ^^ invalid-flag-value: `rw` is no octal number of rights, so the build stops here
RUN --mount=type=cache,target=/x,uid=app,gid= ls
#                                    ^^^ invalid-flag-value: `app` is no number of a user, so the build stops here
#                                        ^^^^ invalid-flag-value: `gid=` is no number of a group, so the build stops here
ONBUILD RUN --network=nope ls
#                     ^^^^ invalid-flag-value: `nope` is none of the values of `--network` (default, none, host), so the build stops here
