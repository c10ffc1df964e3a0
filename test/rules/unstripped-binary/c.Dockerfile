FROM gcc:13 AS build
COPY . .
RUN gcc -static -o /server main.c
#   ^^^ unstripped-binary: `gcc` leaves symbols and debugging data in the program, about a quarter of its size

FROM scratch
COPY --from=build /server /server
USER 65532
CMD ["/server"]
