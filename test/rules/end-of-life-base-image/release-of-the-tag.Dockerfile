FROM python:3.13-slim-buster
#    ^^^^^^^^^^^^^^^^^^^^^^^ end-of-life-base-image: `python:3.13-slim-buster` is Debian 10, which gets no security fixes since 2024-06-30, so holes that are found in it stay in the image
USER nobody
CMD ["python", "-m", "http.server"]
