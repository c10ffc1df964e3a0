FROM gradle:8-jdk21
WORKDIR /app
COPY . .
ENV JAVA_OPTS="-Xmx256m"
RUN gradle installDist
CMD ["build/install/tides/bin/tides"]
