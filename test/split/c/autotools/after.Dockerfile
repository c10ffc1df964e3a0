FROM debian:bookworm AS build
RUN apt-get update && apt-get install -y build-essential libtool automake
WORKDIR /kids
COPY . /kids
RUN ./autogen.sh && ./configure && make

FROM debian:bookworm-slim
WORKDIR /kids
COPY --from=build /kids/src/kids /kids/src/kids
COPY --from=build /kids/debian/kids.conf /kids/debian/kids.conf
USER 65532:65532
CMD ["src/kids", "-c", "/kids/debian/kids.conf"]
