FROM denoland/deno:2.3.1
WORKDIR /app
COPY . .
RUN deno cache main.ts
CMD deno run -A migrate.ts && deno run -A main.ts
