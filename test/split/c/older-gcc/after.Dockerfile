FROM gcc:4.9 AS build
COPY . /balanced
WORKDIR /balanced
RUN g++ -std=c++11 -o balanced balanced.cpp

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /balanced
COPY --from=build /balanced/balanced /balanced/balanced
CMD ["./balanced"]
