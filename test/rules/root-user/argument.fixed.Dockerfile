FROM python:3.13-slim
ARG RUN_AS=root
COPY main.py /main.py
RUN useradd --system --create-home app
USER app
CMD ["python", "/main.py"]
