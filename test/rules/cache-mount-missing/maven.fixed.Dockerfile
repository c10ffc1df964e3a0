# syntax=docker/dockerfile:1
FROM maven:3.9-eclipse-temurin-21 AS build
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -q package
