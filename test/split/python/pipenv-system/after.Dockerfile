FROM python:3.11 AS build
RUN pip install pipenv
WORKDIR /app
COPY Pipfile Pipfile.lock ./
RUN python -m venv /opt/venv
ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:$PATH
RUN pipenv install --system --deploy

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . .
RUN chown 65532:65532 /app
USER 65532:65532
CMD ["python", "app.py"]
