FROM denoland/deno:latest AS build
WORKDIR /app
COPY . .
RUN deno task build

FROM denoland/deno:distroless
WORKDIR /app
COPY --from=build --chown=65532:65532 /deno-dir /deno-dir
COPY --from=build /app /app
USER 65532:65532
CMD ["task", "start"]
