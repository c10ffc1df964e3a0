FROM acme/java-base:3
WORKDIR /app
COPY src src
RUN javac -d classes src/*.java
CMD ["java", "-cp", "classes", "Main"]
