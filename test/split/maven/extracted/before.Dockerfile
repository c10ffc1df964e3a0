FROM maven:3.9-eclipse-temurin-17
WORKDIR /app
COPY . .
RUN mvn -B package && tar xzf target/tides-1.4.0-bin.tar.gz
CMD ["/app/run.sh"]
