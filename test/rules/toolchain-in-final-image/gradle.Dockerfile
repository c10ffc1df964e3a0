FROM gradle:8-jdk21
#    ^^^^^^^^^^^^^^ toolchain-in-final-image: `gradle:8-jdk21` ships the JDK, Gradle and its caches in an image that only needs the packaged program and a Java runtime; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /src
COPY . .
RUN gradle --no-daemon bootJar
ENTRYPOINT ["java", "-jar", "build/libs/shop.jar"]
