FROM python:3.6-alpine AS build
RUN apk add --no-cache gcc musl-dev postgresql-dev jpeg-dev zlib-dev tk-dev tcl-dev giflib-dev harfbuzz-dev
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.6-alpine
RUN apk add --no-cache giflib harfbuzz libjpeg-turbo libpq tcl tk
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY app.py .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "app.py"]
