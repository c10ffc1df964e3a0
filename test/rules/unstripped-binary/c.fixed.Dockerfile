FROM gcc:13 AS build
COPY . .
RUN gcc -s -static -o /server main.c

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
