FROM python:3.10 AS build
WORKDIR /usr/src/app
COPY src/requirements.txt ./
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install --upgrade pip
RUN pip install -r ./requirements.txt
RUN python -m pip install grpcio-tools==1.48.2
COPY ./src/ ./
COPY ./pb/ ./proto/
RUN python -m grpc_tools.protoc -I=./proto/ --python_out=./ --grpc_python_out=./ ./proto/demo.proto

FROM python:3.10-slim
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /usr/src/app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /usr/src/app /usr/src/app
EXPOSE 8080
RUN chown 65532:65532 /usr/src/app
USER 65532:65532
ENTRYPOINT ["python", "server.py"]
