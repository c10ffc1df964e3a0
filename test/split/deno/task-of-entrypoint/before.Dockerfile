FROM denoland/deno:2.3.1
WORKDIR /app
COPY deno.json deno.lock ./
RUN deno install
COPY . .
RUN deno cache main.ts
CMD ["run", "--allow-net", "main.ts"]
