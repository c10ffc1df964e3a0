FROM denoland/deno:1.46.1

EXPOSE 8080
WORKDIR /app
USER deno

COPY ./src .
RUN deno cache main.ts

CMD ["deno", "serve", "--port", "8080", "-A", "main.ts"]
