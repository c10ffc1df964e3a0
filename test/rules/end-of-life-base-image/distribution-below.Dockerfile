#: about=The language's branch gets fixes, the distribution's does not
FROM python:3.12-slim-buster
#    ^^^^^^^^^^^^^^^^^^^^^^^ end-of-life-base-image: `python:3.12-slim-buster` is Debian 10, which gets no security fixes since 2024-06-30, so holes that are found in it stay in the image
CMD ["python", "app.py"]
