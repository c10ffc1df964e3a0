FROM denoland/deno:2.3.1 AS build
WORKDIR /app
COPY . .
RUN deno install --entrypoint ./src/main.ts

FROM denoland/deno:distroless-2.3.1
WORKDIR /app
COPY --from=build --chown=65532:65532 /deno-dir /deno-dir
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["deno", "run", "-A", "./src/main.ts"]
CMD ["--port", "8080"]
