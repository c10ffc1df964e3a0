FROM maven:3.9-eclipse-temurin-21
COPY src /home/app/src
#<^^^^^^^^^^^^^^^^^^^^ source-copied-before-dependencies: `COPY src /home/app/src` precedes `mvn package`, so every source edit downloads every dependency and plugin again
COPY pom.xml /home/app
RUN mvn -f /home/app/pom.xml clean package
ENTRYPOINT ["java", "-jar", "/home/app/target/harbour.jar"]
