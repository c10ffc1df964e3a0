FROM python:3.13-slim
RUN pip install --upgrade pip && pip install flask
#   ^^^^^^^^^^^ dependency-cache-in-layer: `pip install` leaves what it downloaded in `~/.cache/pip` of this layer, where nothing reads it again
USER nobody
CMD ["sleep", "1"]
