FROM denoland/deno:2.3.1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
WORKDIR /app
COPY . .
RUN deno cache main.ts
CMD ["run", "-A", "main.ts"]
