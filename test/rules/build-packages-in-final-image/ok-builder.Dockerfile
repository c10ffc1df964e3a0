FROM python:3.13 AS build
RUN apt-get update && apt-get install -y gcc
RUN pip install --prefix=/i x
FROM python:3.13-slim
COPY --from=build /i /usr/local
USER nobody
CMD ["python", "/app.py"]
