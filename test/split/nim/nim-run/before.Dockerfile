FROM nimlang/nim:1.6.12
WORKDIR /app
COPY . .
RUN nim c -d:release app.nim
CMD ["nim", "r", "app.nim"]
