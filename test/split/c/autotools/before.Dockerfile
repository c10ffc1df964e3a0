FROM debian:bookworm
RUN apt-get update && apt-get install -y build-essential libtool automake
WORKDIR /kids
COPY . /kids
RUN ./autogen.sh && ./configure && make
CMD ["src/kids", "-c", "/kids/debian/kids.conf"]
