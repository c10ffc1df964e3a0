# The berth server
FROM gcc:12-bookworm AS build
COPY . /usr/src/berth
WORKDIR /usr/src/berth
RUN gcc -O2 -static -o berth main.c

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /usr/src/berth
COPY --from=build /usr/src/berth/berth /usr/src/berth/berth
COPY --from=build /usr/src/berth/pages/index.html /usr/src/berth/pages/index.html
EXPOSE 8080
CMD ["./berth"]
