FROM denoland/deno:1.46.3
WORKDIR /srv/quay
COPY . .
RUN deno compile -A main.ts
ENTRYPOINT ["/srv/quay/quay", "--port", "80"]
