FROM eclipse-temurin:17-jdk
WORKDIR /app
COPY . .
RUN javac -d target/words words/*.java && mkdir -p dist/lib && jar cf dist/lib/words.jar -C target/words .
RUN javac -cp dist/lib/words.jar -d target/main *.java && jar cfm dist/tides-1.0.jar MANIFEST.MF -C target/main .
CMD java -jar dist/*.jar
