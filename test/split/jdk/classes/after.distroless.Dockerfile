# Tide tables, compiled by hand
FROM eclipse-temurin:17-jdk AS build
WORKDIR /app
COPY src src
RUN mkdir -p classes && javac -d classes src/*.java

FROM gcr.io/distroless/java17-debian13:nonroot
WORKDIR /app
COPY --from=build /app/classes /app/classes
EXPOSE 8080
ENTRYPOINT []
CMD ["/usr/bin/java", "-cp", "classes", "Main"]
