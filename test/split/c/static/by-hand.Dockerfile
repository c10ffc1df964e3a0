FROM gcc:12-bookworm AS build
COPY . /usr/src/berth
WORKDIR /usr/src/berth
RUN gcc -O2 -static -o berth main.c

FROM gcr.io/distroless/static-debian12:nonroot
WORKDIR /usr/src/berth
COPY --from=build /usr/src/berth/berth ./
COPY pages pages
EXPOSE 8080
CMD ["./berth"]
