FROM maven:3.9-eclipse-temurin-21
WORKDIR /src
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `mvn package`, so every source edit downloads every dependency and plugin again
RUN mvn package
