FROM denoland/deno:1.46.1 AS build

WORKDIR /app
USER deno

COPY ./src .
RUN deno cache main.ts

FROM denoland/deno:distroless-1.46.1

EXPOSE 8080
WORKDIR /app
COPY --from=build --chown=1993 /deno-dir /deno-dir
COPY ./src .
USER 1993

CMD ["serve", "--port", "8080", "-A", "main.ts"]
