FROM python:3.11
RUN pip install poetry
WORKDIR /app
COPY . .
RUN poetry install
CMD ["sh", "start.sh"]
