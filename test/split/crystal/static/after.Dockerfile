FROM crystallang/crystal:latest-alpine AS build
WORKDIR /app
COPY . .
RUN crystal build --release --static src/moku.cr -o /usr/local/bin/moku

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /usr/local/bin/moku /usr/local/bin/moku
ENTRYPOINT ["moku"]
