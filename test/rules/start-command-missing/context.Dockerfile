FROM debian:trixie-slim
WORKDIR /app
COPY . .
USER nobody
CMD ["./serve"]
#     ^^^^^^^ start-command-missing: Nothing puts `/app/serve` into the image, so the container stops as soon as it starts
