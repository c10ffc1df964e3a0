FROM gcc:12 AS build
COPY main.c .
RUN gcc -o /hello main.c

FROM scratch
COPY --from=build /lib64/ld-linux-x86-64.so.2 /lib64/
COPY --from=build /lib/x86_64-linux-gnu/libc.so.6 /lib/x86_64-linux-gnu/
COPY --from=build /hello /hello
USER 65532
CMD ["/hello"]
