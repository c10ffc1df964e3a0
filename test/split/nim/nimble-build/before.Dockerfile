FROM nimlang/nim:2.0.2
ENV PATH="$PATH:/root/.nimble/bin"
WORKDIR /app
COPY *.nimble ./
RUN nimble install -d -y
COPY . .
RUN nimble build -d:release -d:ssl
CMD ["/app/bin/gulls"]
