FROM gcr.io/distroless/python3-debian13:nonroot
COPY app.py /app.py
CMD ["python", "/app.py"]
#     ^^^^^^ entrypoint-doubles-interpreter: `gcr.io/distroless/python3-debian13:nonroot` starts `/usr/bin/python3.13` already, so `python` is its first argument here and the container stops at once
