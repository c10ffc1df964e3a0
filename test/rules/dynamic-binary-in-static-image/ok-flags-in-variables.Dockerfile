FROM gcc:12 AS build
ARG CFLAGS
COPY main.c .
RUN gcc $CFLAGS -o /hello main.c

FROM scratch
COPY --from=build /hello /hello
USER 65532
CMD ["/hello"]
