FROM cgr.dev/chainguard/node
COPY . /app
CMD ["/app/server.js"]
