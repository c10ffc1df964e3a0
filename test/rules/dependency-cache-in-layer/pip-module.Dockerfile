FROM python:3.13-slim
RUN python -m pip install flask
#   ^^^^^^^^^^^^^^^^^^^^^ dependency-cache-in-layer: `python -m pip install` leaves what it downloaded in `~/.cache/pip` of this layer, where nothing reads it again
USER nobody
CMD ["sleep", "1"]
