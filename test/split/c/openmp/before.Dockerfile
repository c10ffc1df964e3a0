FROM gcc:12
WORKDIR /app
COPY . .
RUN gcc -O2 -fopenmp main.c -o sums
CMD ["./sums"]
