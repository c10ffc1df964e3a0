FROM debian:bookworm
RUN make
WORKDIR /srv
RUN make
RUN make install
