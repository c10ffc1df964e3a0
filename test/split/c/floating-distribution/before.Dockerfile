FROM ubuntu:latest
RUN apt-get update && apt-get install -y g++
WORKDIR /app
COPY . .
RUN g++ -O2 -o notes main.cpp
CMD ./notes
