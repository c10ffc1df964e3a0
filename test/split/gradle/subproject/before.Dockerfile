FROM gradle:8-jdk17
WORKDIR /workspace
COPY . .
RUN mkdir -p common api worker
RUN gradle :api:bootJar --no-daemon
CMD ["java", "-jar", "api/build/libs/api.jar"]
