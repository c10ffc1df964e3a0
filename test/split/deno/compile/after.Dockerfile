FROM denoland/deno:2.3.1 AS build

WORKDIR /app
# What the page needs
COPY static ./static
COPY . .
RUN deno compile --allow-net --allow-read=static --output server main.ts

FROM gcr.io/distroless/cc-debian12

WORKDIR /app
COPY --from=build /app/server /app/server
COPY --from=build /app/static /app/static

EXPOSE 8000
USER 1993
CMD ["./server"]
