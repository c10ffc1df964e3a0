FROM haskell:9.12

RUN apt-get update && apt-get install -y libpq-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /duty
COPY stack.yaml package.yaml ./
RUN stack setup && stack build --only-dependencies
COPY . .
RUN stack install --local-bin-path /usr/local/bin
EXPOSE 8000
CMD ["duty-exe", "--port", "8000"]
