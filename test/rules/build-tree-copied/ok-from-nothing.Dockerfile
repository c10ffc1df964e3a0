#: about=This is how layers are made one.
FROM debian:trixie AS build
RUN make install
FROM scratch
COPY --from=build / /
USER nobody
CMD ["sleep", "1"]
