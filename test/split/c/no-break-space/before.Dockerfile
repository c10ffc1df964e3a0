# The berth server
FROM gcc:12-bookworm
COPY . /usr/src/berth
WORKDIR /usr/src/berth
RUN gcc -O2 -static -o berth main.c
CMD ["./berth"]
