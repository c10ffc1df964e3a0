FROM swift:6.1-bookworm
WORKDIR /app
COPY . .
RUN swift build
CMD [".build/debug/Run"]
