FROM gcc:4.9 AS build
COPY . /home
WORKDIR /home
RUN g++ -o shift src/*

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /home
COPY --from=build /home/shift /home/shift
CMD ["./shift"]
