FROM python:3.13-slim
RUN uv pip install --system flask
#   ^^^^^^^^^^^^^^ dependency-cache-in-layer: `uv pip install` leaves what it downloaded in `~/.cache/uv` of this layer, where nothing reads it again
USER nobody
CMD ["sleep", "1"]
