FROM python:3.6-alpine
RUN apk add --no-cache gcc musl-dev postgresql-dev jpeg-dev zlib-dev tk-dev tcl-dev giflib-dev harfbuzz-dev
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY app.py .
CMD ["python", "app.py"]
