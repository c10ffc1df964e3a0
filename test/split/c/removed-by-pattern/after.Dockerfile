FROM gcc:13-bookworm AS build
RUN apt-get update && apt-get install -y cmake
COPY . /home
WORKDIR /home
RUN cmake .
RUN make
RUN make install
RUN rm -r *

FROM gcr.io/distroless/base-debian12:nonroot
WORKDIR /home
COPY --from=build /usr/local/bin/roomserver /usr/local/bin/roomserver
COPY rooms.conf .
ENTRYPOINT ["roomserver"]
