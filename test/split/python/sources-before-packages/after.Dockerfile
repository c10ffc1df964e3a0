FROM python:3.12 AS build
WORKDIR /app
COPY base.txt requirements.txt ./
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install --upgrade pip
RUN pip install -r requirements.txt

FROM python:3.12-slim
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . /app
RUN chown 65532:65532 /app
USER 65532:65532
CMD python main.py
