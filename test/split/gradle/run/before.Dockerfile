FROM gradle:8-jdk17
WORKDIR /app
COPY . .
CMD gradle run --no-daemon
