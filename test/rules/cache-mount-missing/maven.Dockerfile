# syntax=docker/dockerfile:1
FROM maven:3.9-eclipse-temurin-21 AS build
COPY . .
RUN mvn -q package
#   ^^^^^^^^^^^^^^ cache-mount-missing: `mvn package` fetches everything again whenever this step runs; a cache mount on `/root/.m2` keeps it from build to build
