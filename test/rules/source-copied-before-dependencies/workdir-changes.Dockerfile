#: about=The destination becomes absolute behind the WORKDIR.
FROM python:3.12-slim
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `pip install`, so every source edit installs the same packages again
WORKDIR /work
RUN pip install flask
CMD ["python", "/app.py"]
