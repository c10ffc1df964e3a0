FROM denoland/deno:2.1.4
WORKDIR /app
COPY . .
USER deno
CMD ["run", "--allow-net", "main.ts"]
