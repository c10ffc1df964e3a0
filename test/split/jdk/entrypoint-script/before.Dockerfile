FROM eclipse-temurin:17-jdk
WORKDIR /app
COPY src src
RUN javac -d classes src/*.java && jar --create --file tides.jar --main-class Main -C classes .
COPY start.sh config.properties ./
RUN chmod +x start.sh
EXPOSE 8080
ENTRYPOINT ["./start.sh"]
CMD ["--quiet"]
