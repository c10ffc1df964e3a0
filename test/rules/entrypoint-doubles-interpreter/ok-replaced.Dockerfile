FROM gcr.io/distroless/nodejs22-debian13:nonroot
COPY server.js /
ENTRYPOINT ["/nodejs/bin/node", "/server.js"]
CMD ["--port", "80"]
