FROM gcc:13
RUN apt-get update && apt-get install -y doxygen
WORKDIR /app
COPY . .
RUN gcc -o server main.c
CMD ["bash", "-c", "doxygen Doxyfile && ./server"]
