#: about=A tree of programs comes from the builder, with a folder of its own in PATH
FROM continuumio/miniconda3 AS builder
RUN conda install -y tornado
FROM debian:bookworm AS opt
COPY --from=builder /opt/conda /opt/conda
ENV PATH=/opt/conda/bin:$PATH
CMD ["python", "-m", "viewer"]
FROM debian:bookworm
COPY --from=builder /opt/conda /env
ENV PATH=/env/bin:$PATH
CMD ["python", "-m", "viewer"]
