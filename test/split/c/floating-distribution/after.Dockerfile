FROM ubuntu:latest AS build
RUN apt-get update && apt-get install -y g++
WORKDIR /app
COPY . .
RUN g++ -O2 -o notes main.cpp

FROM ubuntu:latest
WORKDIR /app
COPY --from=build /app/notes /app/notes
USER 65532:65532
CMD ./notes
