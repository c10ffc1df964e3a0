#: about=Words with quotes are not written into a script.
FROM debian:trixie-slim
USER nobody
CMD ["/server", "--say=\"hi\"", "$PORT"]
#                                ^^^^^ variable-in-exec-form: `$PORT` stays as it is written, because exec form starts `/server` without a shell that would replace it
