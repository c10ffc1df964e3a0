FROM gcc:12
WORKDIR /app
COPY . .
CMD gcc -o kids main.c && ./kids
