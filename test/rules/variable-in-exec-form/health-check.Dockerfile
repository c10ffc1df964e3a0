FROM debian:trixie-slim
USER nobody
HEALTHCHECK CMD ["/probe", "http://localhost:$PORT"]
#                                            ^^^^^ variable-in-exec-form: `$PORT` stays as it is written, because exec form starts `/probe` without a shell that would replace it
CMD ["/server"]
