FROM gcc:12
WORKDIR /app
COPY . .
RUN make release
CMD ["./kids"]
