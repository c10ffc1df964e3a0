FROM openjdk:8-jdk AS build
WORKDIR /app
COPY . .
RUN javac -cp "lib/*" -d classes src/*.java && jar cfm app.jar MANIFEST.MF -C classes .

FROM eclipse-temurin:8-jre
WORKDIR /app
COPY --from=build /app/lib/words.jar /app/lib/words.jar
COPY --from=build /app/app.jar /app/app.jar
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-jar", "app.jar"]
