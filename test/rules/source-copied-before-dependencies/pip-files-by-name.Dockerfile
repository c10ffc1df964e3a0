FROM python:3.12-slim
WORKDIR /app
COPY app.py requirements.txt ./
#<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ source-copied-before-dependencies: `COPY app.py requirements.txt ./` precedes `pip install`, so every source edit installs all dependencies again
RUN pip install -r requirements.txt
CMD ["python", "app.py"]
