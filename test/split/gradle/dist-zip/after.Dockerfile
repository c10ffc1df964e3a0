FROM amazoncorretto:17 AS build
RUN yum install -y unzip && yum clean all
WORKDIR /src
COPY . .
RUN ./gradlew distZip && unzip build/distributions/tides-1.4.0.zip -d /opt

FROM eclipse-temurin:17-jre
COPY --from=build /opt/tides-1.4.0 /opt/tides-1.4.0
WORKDIR /opt/tides-1.4.0
RUN chown 65532:65532 /opt/tides-1.4.0
USER 65532:65532
CMD ["bin/tides"]
