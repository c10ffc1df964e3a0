FROM gcr.io/distroless/nodejs22-debian13:nonroot
COPY server.js /
CMD ["/server.js"]
