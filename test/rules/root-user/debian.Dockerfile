FROM python:3.13-slim
#    ^^^^^^^^^^^^^^^^ root-user: `python:3.13-slim` runs the program as root, so whoever breaks into it has root's rights in the container
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["python", "main.py"]
