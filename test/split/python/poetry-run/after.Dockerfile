FROM python:3.11 AS build

ENV POETRY_VERSION=1.8.3

RUN pip install "poetry==$POETRY_VERSION"

WORKDIR /app

COPY pyproject.toml poetry.lock ./
RUN python -m venv /opt/venv
ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:$PATH
RUN poetry config virtualenvs.create false \
    && poetry install --no-interaction --without dev --no-root

FROM python:3.11-slim

ENV PATH=/opt/venv/bin:$PATH

WORKDIR /app

COPY --from=build /opt/venv /opt/venv

COPY . .
RUN chown 65532:65532 /app
USER 65532:65532

CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "9000"]
