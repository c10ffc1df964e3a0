FROM gcc:12
WORKDIR /app
COPY . .
RUN gcc -o kids main.c
CMD ["./parents"]
