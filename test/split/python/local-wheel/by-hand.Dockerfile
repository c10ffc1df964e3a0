FROM python:3.11 AS build
WORKDIR /src
COPY fastsum/ fastsum/
RUN pip wheel --no-index --no-build-isolation --no-deps --wheel-dir /wheels ./fastsum
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --no-index --find-links=/wheels -r requirements.txt

FROM python:3.11-slim
WORKDIR /app
COPY --from=build /venv /venv
COPY server.py .
ENV PATH=/venv/bin:$PATH
EXPOSE 8080
USER 65532:65532
CMD ["python", "server.py"]
