FROM python:3.11
WORKDIR /app
COPY pyproject.toml poetry.lock /app/
RUN pip install poetry && poetry install --only main --no-root
COPY . /app
CMD poetry run alembic upgrade head && poetry run uvicorn app.main:app --port 9000
