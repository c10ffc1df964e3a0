FROM gcc:4.9
COPY . /balanced
WORKDIR /balanced
RUN g++ -std=c++11 -o balanced balanced.cpp
CMD ["./balanced"]
