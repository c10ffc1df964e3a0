FROM debian:bookworm-slim
ARG DIR=/data
COPY a b /data
#        ^^^^^ copy-many-without-slash: `/data` takes 2 sources but does not end with `/`, so the build stops here
ADD ["a", "b", "/data"]
#               ^^^^^ copy-many-without-slash: `/data` takes 2 sources but does not end with `/`, so the build stops here
COPY --chown=1:1 a \
  # the other
  b data
#   ^^^^ copy-many-without-slash: `data` takes 2 sources but does not end with `/`, so the build stops here
COPY a b $DIR
#        ^^^^ copy-many-without-slash: `$DIR` takes 2 sources but does not end with `/`, so the build stops here
COPY a b ..
#        ^^ copy-many-without-slash: `..` takes 2 sources but does not end with `/`, so the build stops here
