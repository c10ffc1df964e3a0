FROM python:3.13-slim
RUN pip install flask && rm -rf /root/.cache
COPY main.py /main.py
RUN useradd --system --create-home app
USER app
CMD ["python", "/main.py"]
