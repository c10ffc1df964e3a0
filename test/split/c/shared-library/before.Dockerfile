FROM gcc:12
WORKDIR /app
COPY . .
RUN gcc -shared -fPIC -o libkid.so kid.c && gcc -o kids main.c -L. -lkid
CMD ["./kids"]
