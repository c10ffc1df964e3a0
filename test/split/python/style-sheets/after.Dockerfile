FROM python:3.11 AS build
RUN apt-get update && apt-get install -y nodejs npm
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run css

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY . .
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app/static/app.css /app/static/app.css
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "app.py"]
