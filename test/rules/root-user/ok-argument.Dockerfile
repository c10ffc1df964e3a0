FROM python:3.13-slim
ARG UID=10001
COPY main.py /main.py
USER ${UID}
CMD ["python", "/main.py"]
