FROM fedora:41
RUN dnf install -y nodejs && dnf clean all
COPY . /app
RUN useradd --system --create-home app
USER app
CMD ["node", "/app/server.js"]
