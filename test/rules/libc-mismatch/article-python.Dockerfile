# ---------- Builder ----------
FROM python:3.12-slim AS builder
WORKDIR /src
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt --target=/install
# ---------- Runtime ----------
FROM python:3.12-alpine
LABEL maintainer="devops@example.com"
ENV PYTHONUNBUFFERED=1
WORKDIR /app
COPY --from=builder /install /usr/local/lib/python3.12/site-packages
#                   ^^^^^^^^ libc-mismatch(warning): `/install` holds Python packages installed for glibc, but `python:3.12-alpine` has musl, so those with compiled parts can't be loaded
COPY app/ .
EXPOSE 5000
CMD ["python", "main.py"]
