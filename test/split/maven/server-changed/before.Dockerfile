FROM tomcat:9-jdk17-temurin
RUN apt-get update && apt-get install -y maven
WORKDIR /src
COPY . .
RUN mvn -B package && cp target/tides-1.4.0.war /usr/local/tomcat/webapps/
RUN sed -i 's/8080/80/' /usr/local/tomcat/conf/server.xml
CMD ["catalina.sh", "run"]
