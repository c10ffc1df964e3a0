# Comments of ours, of hadolint and of ShellCheck itself silence it.
FROM debian:13-slim
ARG NAMES
# hadolint ignore=SC2086
RUN mkdir -p /srv/$NAMES
# lean-dockerfile ignore=shell-pitfall the names are split on purpose
RUN mkdir -p /opt/$NAMES
RUN <<EOT
# shellcheck disable=SC2086
mkdir -p /var/$NAMES
EOT
USER nobody
CMD ["sleep", "1"]
