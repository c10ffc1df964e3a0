FROM python:3.12-slim
RUN pip install pdm
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `pdm install`, so every source edit installs all dependencies again
RUN pdm install --prod --no-editable
CMD ["pdm", "run", "app.py"]
