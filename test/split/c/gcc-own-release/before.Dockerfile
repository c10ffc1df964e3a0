FROM gcc:12
WORKDIR /app
COPY *.cpp ./
RUN g++ -O2 main.cpp -lcurl -pthread -o fetcher
CMD ["./fetcher"]
