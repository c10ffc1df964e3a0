FROM fedora:41
#    ^^^^^^^^^ root-user: `fedora:41` runs the program as root, so whoever breaks into it has root's rights in the container
RUN dnf install -y nodejs && dnf clean all
COPY . /app
CMD ["node", "/app/server.js"]
