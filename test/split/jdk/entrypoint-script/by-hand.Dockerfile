FROM eclipse-temurin:17-jdk AS build
WORKDIR /app
COPY src src
RUN javac -d classes src/*.java && jar --create --file tides.jar --main-class Main -C classes .
COPY start.sh config.properties ./
RUN chmod +x start.sh

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/tides.jar /app/start.sh /app/config.properties ./
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["./start.sh"]
CMD ["--quiet"]
