FROM debian:bookworm-slim
ENTRYPOINT app --port 80
#          ^^^^^^^^^^^^^ shell-form-entrypoint(info): A shell starts this, so `CMD` and what `docker run` is given behind the image's name are ignored, and the signal to stop may end the shell alone
CMD ["--verbose"]
