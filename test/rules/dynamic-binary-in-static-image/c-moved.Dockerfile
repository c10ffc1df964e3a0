FROM gcc:12 AS build
WORKDIR /src
COPY main.c .
RUN gcc -O2 -o hello main.c && cp hello /hello

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /hello /hello
#                 ^^^^^^ dynamic-binary-in-static-image: The C program `/hello` is linked to glibc, which `gcr.io/distroless/static-debian12:nonroot` does not have, so it stops with "no such file" as soon as it starts
CMD ["/hello"]
