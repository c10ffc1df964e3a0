FROM openjdk:11-jdk
COPY Main.java Greeting.java /
RUN javac Main.java
ENTRYPOINT ["java", "Main"]
