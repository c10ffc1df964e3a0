FROM denoland/deno:2.3.1
WORKDIR /app
COPY . .
RUN deno install --entrypoint ./src/main.ts
ENTRYPOINT ["deno", "run", "-A", "./src/main.ts"]
CMD ["--port", "8080"]
