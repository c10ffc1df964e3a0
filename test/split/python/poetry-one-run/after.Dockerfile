FROM python:3.11 AS build
WORKDIR /app
COPY pyproject.toml poetry.lock /app/
RUN python -m venv /opt/venv
ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:$PATH
RUN /usr/local/bin/pip install poetry && poetry install --only main --no-root

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . /app
RUN chown 65532:65532 /app
USER 65532:65532
CMD alembic upgrade head && uvicorn app.main:app --port 9000
