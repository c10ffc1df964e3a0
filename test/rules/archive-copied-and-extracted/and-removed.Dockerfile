FROM debian:trixie-slim
COPY dist/app.tar.gz /tmp/app.tgz
#    ^^^^^^^^^^^^^^^ archive-copied-and-extracted: `dist/app.tar.gz` stays in the layer of this COPY beside what is extracted from it; ADD extracts a local archive itself
RUN tar -xzf /tmp/app.tgz -C /opt && rm /tmp/app.tgz
USER nobody
CMD ["sleep", "1"]
