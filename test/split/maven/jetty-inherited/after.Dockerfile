FROM jetty:12-jdk21 AS build
USER root
RUN apt-get update && apt-get install -y maven
COPY . /src
WORKDIR /src
RUN mvn -B package && cp target/*.war /var/lib/jetty/webapps/root.war

FROM jetty:12-jdk21
COPY --from=build /var/lib/jetty/webapps/root.war /var/lib/jetty/webapps/root.war
