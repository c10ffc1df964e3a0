FROM gradle:8-jdk17
WORKDIR /app
COPY . .
RUN gradle --no-daemon installDist
CMD ["build/install/tides/bin/tides"]
