FROM swift:5.9

WORKDIR /app
COPY . .
RUN swift build -c release

EXPOSE 8080
ENTRYPOINT [".build/release/Run"]
CMD ["serve", "--env", "production", "--hostname", "0.0.0.0"]
