FROM gcr.io/distroless/python3-debian13:nonroot
COPY app.py /app.py
CMD ["/app.py"]
