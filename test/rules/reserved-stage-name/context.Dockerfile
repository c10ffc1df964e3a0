FROM alpine:3.22 AS context
#                   ^^^^^^^ reserved-stage-name: `context` is the builder's name for the build context, so a reference to it may not mean this stage
RUN echo hello > /hello

FROM alpine:3.22
COPY --from=context /hello /hello
