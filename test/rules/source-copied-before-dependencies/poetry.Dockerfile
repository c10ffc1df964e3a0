FROM python:3.12-slim
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `poetry install`, so every source edit installs all dependencies again
RUN pip install poetry==1.8.3
RUN poetry config virtualenvs.create false && poetry install --only main
CMD ["harbour"]
