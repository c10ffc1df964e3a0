FROM nimlang/nim:1.6.12 AS build

ADD ./ /prologue

WORKDIR /prologue

RUN nimble c --d:release --threads:on -y app.nim

FROM ubuntu:22.04

WORKDIR /prologue

COPY --from=build /prologue/app /prologue/app
COPY --from=build /prologue/settings.json /prologue/settings.json

EXPOSE 8080
USER 65532:65532

CMD ./app
