FROM denoland/deno:1.46.3 AS build
WORKDIR /srv/quay
COPY . .
RUN deno compile -A main.ts

FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /srv/quay
COPY --from=build /srv/quay/quay /srv/quay/quay
ENTRYPOINT ["/srv/quay/quay", "--port", "80"]
