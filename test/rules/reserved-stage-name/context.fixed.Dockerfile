FROM alpine:3.22 AS context-stage
RUN echo hello > /hello

FROM alpine:3.22
COPY --from=context-stage /hello /hello
