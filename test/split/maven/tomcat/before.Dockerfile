FROM tomcat:9-jdk17-temurin
RUN apt-get update && apt-get install -y maven && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN mvn -B package && rm -rf /usr/local/tomcat/webapps/ROOT && cp target/tides-1.4.0.war /usr/local/tomcat/webapps/ROOT.war
WORKDIR /usr/local/tomcat
EXPOSE 8080
CMD ["catalina.sh", "run"]
