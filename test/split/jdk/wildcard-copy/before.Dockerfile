FROM eclipse-temurin:17-jdk
WORKDIR /src
COPY src src
RUN javac -d classes src/*.java && mkdir dist && jar cfe dist/tides-1.0.jar Main -C classes .
WORKDIR /srv
RUN cp /src/dist/tides-*.jar tides.jar && rm -rf /src
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "tides.jar"]
