FROM gcc:12
WORKDIR /app
COPY . .
RUN gcc -o menu main.c
CMD ["./menu"]
