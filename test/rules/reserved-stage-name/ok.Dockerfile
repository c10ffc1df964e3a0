FROM alpine:3.22 AS scratch-files
RUN echo hello > /hello

FROM scratch
COPY --from=scratch-files /hello /hello
