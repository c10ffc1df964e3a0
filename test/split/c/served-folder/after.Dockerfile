FROM gcc:12-bookworm AS build
WORKDIR /app
RUN apt-get update && apt-get install -y cmake
COPY . .
RUN mkdir -p var/www/html && cp -r httptest var/www/html
WORKDIR /app/build
RUN cmake .. && make

FROM gcr.io/distroless/cc-debian12:nonroot AS runtime
WORKDIR /app/build
COPY --from=build /app/build/main /app/build/main
COPY --from=build /app/httpd.conf /app/httpd.conf
COPY --from=build /app/httptest /app/httptest
COPY --from=build --chown=65532:65532 /app/var/www/html /app/var/www/html
EXPOSE 8080
CMD ["/app/build/main"]
