FROM gcc:13 AS build
COPY . .
RUN gcc -static -o /server main.c && strip /server

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
