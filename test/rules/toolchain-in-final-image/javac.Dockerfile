FROM eclipse-temurin:21-jdk
#    ^^^^^^^^^^^^^^^^^^^^^^ toolchain-in-final-image: `eclipse-temurin:21-jdk` ships the JDK (~475 MB) in an image that only needs the built classes and a Java runtime; no split is offered: Java, Scala and Kotlin programs are not split yet
WORKDIR /app
COPY . .
RUN javac -d out src/Main.java
CMD ["java", "-cp", "out", "Main"]
