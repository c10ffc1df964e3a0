FROM gcc:12 AS build
WORKDIR /src
COPY main.c .
RUN gcc -O2 -o hello main.c && cp hello /hello

FROM gcr.io/distroless/base-debian12:nonroot
COPY --from=build /hello /hello
CMD ["/hello"]
