FROM hseeberger/scala-sbt:11.0.14.1_1.6.2_2.13.8
WORKDIR /tides
COPY . .
RUN sbt -batch assembly && mv target/scala-2.13/tides-assembly-1.0.jar app.jar
CMD java -Xmx256m -jar app.jar
