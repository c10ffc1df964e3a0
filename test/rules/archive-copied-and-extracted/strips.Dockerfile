FROM debian:trixie-slim
COPY app.tgz /tmp/
#    ^^^^^^^ archive-copied-and-extracted: `app.tgz` stays in the layer of this COPY beside what is extracted from it; ADD extracts a local archive itself
RUN tar -xzf /tmp/app.tgz --strip-components=1 -C /opt
USER nobody
CMD ["sleep", "1"]
