FROM denoland/deno:2.3.1
WORKDIR /app
COPY main.ts .
RUN deno compile --target x86_64-pc-windows-msvc -o server main.ts
CMD ["./server"]
