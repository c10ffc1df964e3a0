FROM debian:trixie-slim
WORKDIR /srv
COPY app.tar.xz .
#    ^^^^^^^^^^ archive-copied-and-extracted: `app.tar.xz` stays in the layer of this COPY beside what is extracted from it; ADD extracts a local archive itself
RUN tar xf app.tar.xz
USER nobody
CMD ["sleep", "1"]
