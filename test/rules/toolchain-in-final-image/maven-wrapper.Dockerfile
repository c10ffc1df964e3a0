FROM eclipse-temurin:21-jdk
#    ^^^^^^^^^^^^^^^^^^^^^^ toolchain-in-final-image: `eclipse-temurin:21-jdk` ships the JDK, Maven and the local repository (~475 MB) in an image that only needs the packaged program and a Java runtime; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /src
COPY . .
RUN ./mvnw -q package
ENTRYPOINT ["java", "-jar", "target/shop.jar"]
