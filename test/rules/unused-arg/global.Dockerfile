ARG VERSION=1.2
#   ^^^^^^^ unused-arg: No FROM uses `VERSION` and no stage declares it again, so its value has no effect
ARG OTHER=1
#   ^^^^^ unused-arg: No FROM uses `OTHER` and no stage declares it again, so its value has no effect
FROM alpine:3.22
RUN echo hello
