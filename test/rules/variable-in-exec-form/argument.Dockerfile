FROM debian:trixie-slim
USER nobody
CMD ["/server", "--port=${PORT:-80}", "--name", "a b"]
#                       ^^^^^^^^^^^ variable-in-exec-form: `${PORT:-80}` stays as it is written, because exec form starts `/server` without a shell that would replace it
