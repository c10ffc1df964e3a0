FROM gcc:4.9
COPY . /balance
WORKDIR /balance
RUN g++ -std=c++11 -lssl -o balanced balanced.cpp
CMD ["./balanced"]
