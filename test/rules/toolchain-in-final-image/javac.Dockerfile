FROM eclipse-temurin:21-jdk
#    ^^^^^^^^^^^^^^^^^^^^^^ toolchain-in-final-image: `eclipse-temurin:21-jdk` ships the JDK (~475 MB) in an image that only needs the built classes and a Java runtime; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /app
COPY . .
RUN javac -d out src/Main.java
CMD ["java", "-cp", "out", "Main"]
