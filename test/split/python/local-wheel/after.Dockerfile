# The sum service, whose own extension is compiled into a wheel
FROM python:3.11 AS build
WORKDIR /app
COPY fastsum/ fastsum/
RUN pip wheel --no-index --no-build-isolation --no-deps --wheel-dir wheels ./fastsum
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install --no-index --find-links=wheels -r requirements.txt

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY fastsum/ fastsum/
COPY server.py .
EXPOSE 8080
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "server.py"]
