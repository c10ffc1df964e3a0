FROM gcc:13
RUN apt-get update && apt-get install -y cmake
COPY . /home
WORKDIR /home
RUN cmake .
RUN make
RUN make install
RUN rm -r *
COPY rooms.conf .
ENTRYPOINT ["roomserver"]
