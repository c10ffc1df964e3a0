#: about=mix starts the program, so it is needed
FROM elixir:1.18
WORKDIR /app
COPY . .
RUN mix deps.get && mix compile
CMD ["mix", "phx.server"]
