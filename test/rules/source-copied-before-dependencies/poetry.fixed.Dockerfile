FROM python:3.12-slim
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN pip install poetry==1.8.3
RUN poetry config virtualenvs.create false && poetry install --only main --no-root
COPY . .
RUN poetry install --only main
CMD ["harbour"]
