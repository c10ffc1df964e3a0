FROM gcc:trixie AS build
COPY . /app
WORKDIR /app
RUN g++ -static-libstdc++ -static-libgcc -o myapp main.cpp

FROM gcr.io/distroless/base-debian13:nonroot
WORKDIR /app
COPY --from=build /app/myapp /app/myapp
CMD ["./myapp"]
