FROM python:3.10
WORKDIR /usr/src/app
COPY ./src/ ./
COPY ./pb/ ./proto/
RUN pip install --upgrade pip
RUN pip install -r ./requirements.txt
RUN python -m pip install grpcio-tools==1.48.2
RUN python -m grpc_tools.protoc -I=./proto/ --python_out=./ --grpc_python_out=./ ./proto/demo.proto
EXPOSE 8080
ENTRYPOINT ["python", "server.py"]
