FROM maven:3-openjdk-11-slim
ENV PORT 8080
WORKDIR /app
COPY . ./
