FROM python:3.11 AS build
WORKDIR /app
RUN curl -L -o /tmp/connector.jar https://repo1.maven.org/maven2/mysql/mysql-connector-java/8.0.23/mysql-connector-java-8.0.23.jar
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /tmp/connector.jar /tmp/connector.jar
COPY app.py .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "app.py"]
