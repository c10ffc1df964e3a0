FROM python:3.11-alpine
COPY requirements.txt .
RUN apk add --no-cache --virtual .build-dependencies build-base libffi-dev \
  && pip install --no-cache-dir -r requirements.txt \
  && apk del .build-dependencies
CMD ["python"]
