FROM python:3.12-slim
RUN pip install pdm
WORKDIR /app
COPY pyproject.toml pdm.lock ./
RUN pdm install --prod --no-editable --no-self
COPY . .
RUN pdm install --prod --no-editable
CMD ["pdm", "run", "app.py"]
