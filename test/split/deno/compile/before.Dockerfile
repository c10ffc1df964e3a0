FROM denoland/deno:2.3.1

WORKDIR /app
# What the page needs
COPY static ./static
COPY . .
RUN deno compile --allow-net --allow-read=static --output server main.ts

EXPOSE 8000
USER deno
CMD ["./server"]
