FROM nimlang/nim:alpine
WORKDIR /app
COPY . .
RUN nim c -d:release -o:gulls src/gulls.nim
CMD ["./gulls"]
