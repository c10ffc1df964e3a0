FROM eclipse-temurin:17-jdk AS build
WORKDIR /app
COPY src src
RUN javac -d classes src/*.java && jar --create --file tides.jar --main-class Main -C classes .
COPY start.sh config.properties ./
RUN chmod +x start.sh

FROM eclipse-temurin:17-jre
WORKDIR /app
COPY --from=build /app/start.sh /app/start.sh
COPY --from=build /app/tides.jar /app/tides.jar
COPY --from=build /app/config.properties /app/config.properties
EXPOSE 8080
RUN chown 65532:65532 /app
USER 65532:65532
ENTRYPOINT ["./start.sh"]
CMD ["--quiet"]
