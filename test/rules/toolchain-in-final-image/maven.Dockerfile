FROM maven:3.9-eclipse-temurin-21
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ toolchain-in-final-image: `maven:3.9-eclipse-temurin-21` ships the JDK, Maven and the local repository (~539 MB) in an image that only needs the packaged program and a Java runtime; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /src
COPY . .
RUN mvn -q package
ENTRYPOINT ["java", "-jar", "target/shop.jar"]
