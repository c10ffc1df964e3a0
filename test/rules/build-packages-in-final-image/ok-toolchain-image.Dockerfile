FROM gcc:13
RUN apt-get update && apt-get install -y cmake
COPY . .
RUN cmake . && make
USER nobody
CMD ["/server"]
