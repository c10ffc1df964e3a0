FROM openjdk:11
WORKDIR /app
COPY . .
RUN javac com/acme/tides/Main.java
CMD ["java", "com.acme.tides.Main"]
