FROM eclipse-temurin:17-jdk AS build
WORKDIR /app
COPY . .
RUN javac -d target/words words/*.java && mkdir -p dist/lib && jar cf dist/lib/words.jar -C target/words .
RUN javac -cp dist/lib/words.jar -d target/main *.java && jar cfm dist/tides-1.0.jar MANIFEST.MF -C target/main .

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/dist/*.jar /app/dist/
COPY --from=build /app/dist/lib/words.jar /app/dist/lib/words.jar
RUN chown 65532:65532 /app
USER 65532:65532
CMD java -jar dist/*.jar
