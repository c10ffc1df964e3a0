FROM denoland/deno:2.3.1
WORKDIR /app
COPY . .
RUN deno cache main.ts
CMD ["deno", "test", "-A"]
