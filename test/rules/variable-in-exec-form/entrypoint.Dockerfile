FROM debian:trixie-slim
USER nobody
ENTRYPOINT ["/server", "$HOME/conf"]
#                       ^^^^^ variable-in-exec-form: `$HOME` stays as it is written, because exec form starts `/server` without a shell that would replace it
CMD ["--port", "$PORT"]
#               ^^^^^ variable-in-exec-form: `$PORT` stays as it is written, because exec form starts `/server` without a shell that would replace it
