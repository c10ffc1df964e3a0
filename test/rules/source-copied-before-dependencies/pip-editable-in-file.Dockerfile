FROM python:3.12-slim
WORKDIR /app
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `pip install`, so every source edit installs all dependencies again
RUN pip install -r requirements.txt
CMD ["python", "app.py"]
