FROM eclipse-temurin:17-jdk
COPY . /usr/src/tides
WORKDIR /usr/src/tides
RUN javac *.java
CMD ["java", "Main"]
