FROM node:22 AS build
RUN /extract /chroot
FROM scratch
COPY --from=build /chroot /
USER 1000
CMD ["node", "index.js"]
