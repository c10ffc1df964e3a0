# lean-dockerfile ignore-file=legacy-key-value old style
FROM debian:bookworm-slim
# lean-dockerfile ignore=maintainer a reason
# and a comment
MAINTAINER me
ENV A 1
# hadolint ignore=DL3008
# check=skip=JSONArgsRecommended
RUN echo hello
# lean-dockerfile ignore=source-copied-before-dependencies the context is not known
COPY . /srv
# lean-dockerfile ignore=health-check-missing it is off
CMD ["app"]
