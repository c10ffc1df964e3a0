FROM debian:bookworm AS build
RUN apt-get update && apt-get install -y gcc libc6-dev locales \
  && sed -i 's/# en_US.UTF-8/en_US.UTF-8/' /etc/locale.gen && locale-gen && update-locale LANG=en_US.UTF-8
WORKDIR /usr/src/berth
COPY main.c .
RUN gcc -O2 -o berth main.c

FROM debian:bookworm-slim
ENV LANG=en_US.UTF-8
WORKDIR /usr/src/berth
COPY --from=build /usr/src/berth/berth /usr/src/berth/berth
COPY --from=build /usr/lib/locale/locale-archive /usr/lib/locale/locale-archive
USER 65532:65532
CMD ["./berth"]
