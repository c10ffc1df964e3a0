FROM gcc:14-trixie AS build
WORKDIR /app
COPY . .
RUN make

FROM gcr.io/distroless/base-debian13:nonroot
WORKDIR /app
COPY --from=build /app/kids /app/kids
ENTRYPOINT ["./kids"]
