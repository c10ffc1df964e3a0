FROM python:3.8-slim
#    ^^^^^^^^^^^^^^^ end-of-life-base-image: `python:3.8-slim` is Python 3.8, which gets no security fixes since 2024-10-07, so holes that are found in it stay in the image
USER nobody
CMD ["python", "-m", "http.server"]
