FROM swift:4.1
WORKDIR /app
COPY . .
RUN swift build -c release
CMD [".build/release/Run"]
