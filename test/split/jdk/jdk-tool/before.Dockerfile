FROM eclipse-temurin:17-jdk
WORKDIR /app
COPY src src
RUN javac -d classes src/*.java
COPY dump.sh /usr/local/bin/dump.sh
CMD ["/usr/local/bin/dump.sh"]
