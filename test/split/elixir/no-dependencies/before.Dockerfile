FROM elixir:1.14
ENV MIX_ENV=prod
WORKDIR /app
COPY . .
RUN mix do deps.get, compile
EXPOSE 8080
CMD ["mix", "run", "--no-halt"]
