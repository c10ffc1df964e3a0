FROM gradle:jdk17-alpine
COPY . .
RUN gradle clean bootJar
WORKDIR ./build/libs
EXPOSE 8080
ENTRYPOINT ["java","-jar","tides-1.4.0.jar"]
