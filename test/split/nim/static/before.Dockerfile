FROM nimlang/nim:alpine
WORKDIR /app
COPY . .
RUN nim c -d:release --passL:-static -o:gulls src/gulls.nim
CMD ["./gulls"]
