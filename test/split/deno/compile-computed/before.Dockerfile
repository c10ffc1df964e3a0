FROM denoland/deno:2.3.1
WORKDIR /app
ARG NAME
COPY main.ts .
RUN deno compile -A -o $NAME main.ts
CMD ["./server"]
