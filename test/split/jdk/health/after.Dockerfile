FROM eclipse-temurin:17-jdk AS build
WORKDIR /app
COPY src src
RUN javac -d classes src/*.java

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/classes /app/classes
HEALTHCHECK --interval=30s CMD curl -fsS http://localhost:8080/ || exit 1
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-cp", "/app/classes:/app/lib/*", "Main"]
COPY lib lib
