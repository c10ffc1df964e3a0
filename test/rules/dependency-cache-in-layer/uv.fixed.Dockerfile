FROM python:3.13-slim
RUN uv pip install --no-cache --system flask
USER nobody
CMD ["sleep", "1"]
