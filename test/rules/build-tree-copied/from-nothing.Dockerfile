#: about=This is how layers are made one.
FROM debian:trixie AS build
RUN make install
FROM scratch
COPY --from=build / /
#                 ^ build-tree-copied(hint): This copies all of the stage `build`, its tools, caches and sources included
USER nobody
CMD ["sleep", "1"]
