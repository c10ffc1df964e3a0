FROM python:3.12-slim
RUN pip install pipenv
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `pipenv install`, so every source edit installs all dependencies again
RUN pipenv install --system --deploy
CMD ["python", "app.py"]
