# Tide tables, compiled by hand
FROM eclipse-temurin:17-jdk AS build
WORKDIR /app
COPY src src
RUN mkdir -p classes && javac -d classes src/*.java

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/classes /app/classes
EXPOSE 8080
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-cp", "classes", "Main"]
