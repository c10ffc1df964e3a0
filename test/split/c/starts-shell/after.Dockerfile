FROM gcc:12-bookworm AS build
WORKDIR /app
COPY . .
RUN gcc -o menu main.c

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app/menu /app/menu
USER 65532:65532
CMD ["./menu"]
