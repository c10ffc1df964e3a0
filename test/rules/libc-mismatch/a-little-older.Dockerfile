FROM gcc:12 AS build
COPY main.c .
RUN gcc -o /hello main.c

FROM ubuntu:22.04
COPY --from=build /hello /hello
#                 ^^^^^^ libc-mismatch(warning): The C program `/hello` is linked to glibc 2.36, but `ubuntu:22.04` has 2.35, which may lack functions that it uses
USER nobody
CMD ["/hello"]
