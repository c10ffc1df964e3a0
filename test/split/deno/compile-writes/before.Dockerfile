FROM denoland/deno:debian-2.3.1
WORKDIR /app
COPY . .
RUN deno compile -A -o /usr/local/bin/notes src/notes.ts
HEALTHCHECK CMD curl --fail http://localhost:8000/ || exit 1
CMD notes
