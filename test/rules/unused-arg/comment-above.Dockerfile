# The version of the thing.
ARG VERSION=1.2
#   ^^^^^^^ unused-arg: No FROM uses `VERSION` and no stage declares it again, so its value has no effect
FROM alpine:3.22
