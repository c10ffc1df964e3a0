FROM openjdk:8-jdk AS build

ARG MAVEN_VERSION=3.9.9
RUN mkdir -p /usr/share/maven \
 && curl -fsSL -o /tmp/apache-maven.tar.gz https://archive.apache.org/dist/maven/maven-3/${MAVEN_VERSION}/binaries/apache-maven-${MAVEN_VERSION}-bin.tar.gz \
 && tar -xzf /tmp/apache-maven.tar.gz -C /usr/share/maven --strip-components=1 \
 && rm -f /tmp/apache-maven.tar.gz \
 && ln -s /usr/share/maven/bin/mvn /usr/bin/mvn
ENV MAVEN_HOME=/usr/share/maven
ENV PATH=$PATH:$MAVEN_HOME/bin

WORKDIR /app
COPY pom.xml .
COPY src src
RUN ["mvn", "package"]

FROM eclipse-temurin:8-jre

WORKDIR /app
COPY --from=build /app/target/tides-1.4.0.jar /app/target/tides-1.4.0.jar
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["java", "-jar", "target/tides-1.4.0.jar"]
