FROM denoland/deno:alpine-2.3.1
WORKDIR /app
COPY . .
RUN deno cache main.ts
CMD ["run", "-A", "main.ts"]
