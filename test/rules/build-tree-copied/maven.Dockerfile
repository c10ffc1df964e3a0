FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /app
COPY . .
RUN mvn -q package
FROM eclipse-temurin:21-jre
COPY --from=build /app /app
#                 ^^^^ build-tree-copied: `/app` is the folder that the program is built in, so its sources and what the build left there come along
USER nobody
CMD ["java", "-jar", "/app/target/app.jar"]
