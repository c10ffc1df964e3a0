#: about=The image is the builder
FROM ghcr.io/graalvm/native-image-community:25 AS base
RUN make -C /src install

FROM ghcr.io/graalvm/native-image-community:25
COPY --from=base /usr/local/musl /usr/local/musl
ENTRYPOINT ["native-image"]
