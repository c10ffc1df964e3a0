FROM denoland/deno:2.3.1 AS build
WORKDIR /app
COPY deno.json deno.lock ./
RUN deno install
COPY . .
RUN deno cache main.ts

FROM denoland/deno:distroless-2.3.1
WORKDIR /app
COPY --from=build --chown=65532:65532 /deno-dir /deno-dir
COPY . .
USER 65532:65532
CMD ["run", "--allow-net", "main.ts"]
