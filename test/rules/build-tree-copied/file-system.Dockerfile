FROM debian:trixie AS build
RUN make install
FROM debian:trixie-slim
COPY --from=build / /
#                 ^ build-tree-copied: This copies all of the stage `build`, its tools, caches and sources included
USER nobody
CMD ["sleep", "1"]
