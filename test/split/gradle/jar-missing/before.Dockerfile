FROM gradle:8-jdk17
WORKDIR /app
COPY . .
RUN gradle build
CMD ["java", "build/libs/tides.jar"]
