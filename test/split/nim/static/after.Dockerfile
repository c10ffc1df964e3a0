FROM nimlang/nim:alpine AS build
WORKDIR /app
COPY . .
RUN nim c -d:release --passL:-static -o:gulls src/gulls.nim

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /app/gulls /app/gulls
CMD ["./gulls"]
