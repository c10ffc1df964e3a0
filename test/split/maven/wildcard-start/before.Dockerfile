FROM maven:3.8.6-openjdk-11
COPY . /usr/src/app
WORKDIR /usr/src/app
RUN mvn -f pom.xml clean install -Dmaven.test.skip=true
CMD java -jar target/*.jar
