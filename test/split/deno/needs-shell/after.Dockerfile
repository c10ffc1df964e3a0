FROM denoland/deno:2.3.1 AS build
WORKDIR /app
COPY . .
RUN deno cache main.ts

FROM denoland/deno:alpine-2.3.1
WORKDIR /app
COPY --from=build --chown=deno /deno-dir /deno-dir
COPY . .
RUN chown deno /app
USER deno
CMD deno run -A migrate.ts && deno run -A main.ts
