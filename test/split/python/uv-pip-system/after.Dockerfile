FROM python:3.12 AS build
RUN pip install uv
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:$PATH
RUN uv pip install --no-cache -r requirements.txt

FROM python:3.12-slim
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "bot.py"]
