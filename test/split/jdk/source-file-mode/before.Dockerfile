FROM eclipse-temurin:21
WORKDIR /app
COPY Main.java .
RUN javac -Xlint Main.java
CMD ["java", "Main.java"]
