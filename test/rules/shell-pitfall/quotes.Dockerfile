# Words split, in scripts of every kind; the fix is ShellCheck's own.
FROM debian:13-slim
ARG NAMES
ENV HOME_OF=/srv/app OTHER="a b"
RUN mkdir -p /srv/$NAMES $HOME_OF && rm -rf /srv/é/$OTHER \
#                 ^^^^^^ shell-pitfall(info): ShellCheck SC2086: Double quote to prevent globbing and word splitting
#                                                  ^^^^^^ shell-pitfall(info): ShellCheck SC2086: Double quote to prevent globbing and word splitting
  && touch /srv/x
RUN <<EOT
cd /srv/app
#<^^^^^^^^^ shell-pitfall: ShellCheck SC2164: Use 'cd ... || exit' or 'cd ... || return' in case cd fails
echo `date` > started
#    ^^^^^^ shell-pitfall: ShellCheck SC2046: Quote this to prevent word splitting
#    ^^^^^^ shell-pitfall(hint): ShellCheck SC2005: Useless echo? Instead of 'echo $(cmd)', just use 'cmd'
#    ^^^^^^ shell-pitfall(hint): ShellCheck SC2006: Use $(...) notation instead of legacy backticks `...`
EOT
RUN --mount=type=cache,target=/x <<EOT bash
[[ -n $missing ]] && echo "$missing"
#     ^^^^^^^^ shell-pitfall: ShellCheck SC2154: missing is referenced but not assigned
EOT
HEALTHCHECK CMD test -f $NAMES_FILE
#                       ^^^^^^^^^^^ shell-pitfall(info): ShellCheck SC2086: Double quote to prevent globbing and word splitting
USER nobody
CMD exec sleep $TIME
#              ^^^^^ shell-pitfall(info): ShellCheck SC2086: Double quote to prevent globbing and word splitting
