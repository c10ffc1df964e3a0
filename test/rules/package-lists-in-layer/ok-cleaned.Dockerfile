FROM fedora:43
RUN dnf install -y curl && dnf clean all
RUN microdnf install -y a && microdnf clean all
USER nobody
CMD ["sleep", "1"]
