FROM python:3.13-slim
ARG UID
COPY main.py /main.py
USER $UID
CMD ["python", "/main.py"]
