#: about=A compiler on an interpreter's image is another rule's matter
FROM python:3.13-slim
RUN apt-get update && apt-get install -y gcc make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN make install && pip install -r requirements.txt
CMD ["python", "main.py"]
