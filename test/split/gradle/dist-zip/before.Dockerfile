FROM amazoncorretto:17
RUN yum install -y unzip && yum clean all
WORKDIR /src
COPY . .
RUN ./gradlew distZip && unzip build/distributions/tides-1.4.0.zip -d /opt
WORKDIR /opt/tides-1.4.0
CMD ["bin/tides"]
