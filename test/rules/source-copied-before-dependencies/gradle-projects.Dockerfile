FROM gradle:8.10-jdk21
WORKDIR /src
COPY . .
#<^^^^^^ source-copied-before-dependencies: `COPY . .` precedes `gradle build`, so every source edit downloads every dependency and plugin again
RUN gradle build
