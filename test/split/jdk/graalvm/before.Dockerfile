FROM ghcr.io/graalvm/jdk-community:21
WORKDIR /app
COPY src src
RUN javac -d classes src/*.java
CMD ["java", "-cp", "classes", "Main"]
