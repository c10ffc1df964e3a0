FROM fedora:43
RUN dnf install -y curl && dnf clean all
USER nobody
CMD ["sleep", "1"]
