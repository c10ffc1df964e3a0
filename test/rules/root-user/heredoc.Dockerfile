# syntax=docker/dockerfile:1
FROM python:3.13-slim
#    ^^^^^^^^^^^^^^^^ root-user: `python:3.13-slim` runs the program as root, so whoever breaks into it has root's rights in the container
COPY main.py /main.py
RUN <<EOF
pip install --no-cache-dir flask
EOF
CMD ["python", "/main.py"]
