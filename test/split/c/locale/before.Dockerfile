FROM debian:bookworm
RUN apt-get update && apt-get install -y gcc libc6-dev locales \
  && sed -i 's/# en_US.UTF-8/en_US.UTF-8/' /etc/locale.gen && locale-gen && update-locale LANG=en_US.UTF-8
ENV LANG=en_US.UTF-8
WORKDIR /usr/src/berth
COPY main.c .
RUN gcc -O2 -o berth main.c
CMD ["./berth"]
