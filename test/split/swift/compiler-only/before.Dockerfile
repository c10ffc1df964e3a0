FROM swift:5.9
WORKDIR /app
COPY . .
RUN swiftc main.swift -o hello
CMD ["./hello"]
