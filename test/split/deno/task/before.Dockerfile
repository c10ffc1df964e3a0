FROM denoland/deno:latest
WORKDIR /app
COPY . .
RUN deno task build
CMD ["deno", "task", "start"]
