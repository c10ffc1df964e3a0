ARG TAG=3.12
FROM alpine:$TAG
#    ^^^^^^^^^^^ end-of-life-base-image: `alpine:3.12` is Alpine 3.12, which gets no security fixes since 2022-05-01, so holes that are found in it stay in the image
USER nobody
CMD ["sleep", "1"]
