FROM alpine:3.22
ARG VCS_REF
#   ^^^^^^^ volatile-value-before-expensive-step: `VCS_REF` differs from build to build, so `apk add` below, which does not use it, never comes from the cache
RUN apk add --no-cache curl
USER nobody
CMD ["sleep", "1"]
