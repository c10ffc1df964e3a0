FROM python:3.11-alpine AS build
RUN apk add --no-cache build-base postgresql-dev libffi-dev
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.11-alpine
RUN apk add --no-cache libpq libstdc++
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY app.py .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "app.py"]
