FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-17-jdk-headless graphviz && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY src src
RUN javac -d classes src/*.java
CMD ["java", "-cp", "classes", "Main"]
