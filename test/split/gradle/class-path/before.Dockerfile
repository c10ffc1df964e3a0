FROM gradle:8-jdk17
WORKDIR /app
COPY . .
RUN gradle jar
CMD ["java", "-jar", "build/libs/tides.jar"]
