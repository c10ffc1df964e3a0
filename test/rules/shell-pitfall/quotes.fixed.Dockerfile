# Words split, in scripts of every kind; the fix is ShellCheck's own.
FROM debian:13-slim
ARG NAMES
ENV HOME_OF=/srv/app OTHER="a b"
RUN mkdir -p /srv/"$NAMES" $HOME_OF && rm -rf /srv/é/"$OTHER" \
  && touch /srv/x
RUN <<EOT
cd /srv/app || exit
echo $(date) > started
EOT
RUN --mount=type=cache,target=/x <<EOT bash
[[ -n $missing ]] && echo "$missing"
EOT
HEALTHCHECK CMD test -f "$NAMES_FILE"
USER nobody
CMD exec sleep "$TIME"
