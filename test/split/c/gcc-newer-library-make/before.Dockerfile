FROM gcc:13
WORKDIR /app
COPY . .
RUN make
CMD ["./bin/game"]
