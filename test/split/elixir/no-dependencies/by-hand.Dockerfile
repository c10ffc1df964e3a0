FROM elixir:1.14 AS build
ENV MIX_ENV=prod
WORKDIR /app
COPY . .
RUN mix do deps.get, compile

FROM elixir:1.14-slim
ENV MIX_ENV=prod
WORKDIR /app
COPY --from=build /app ./
EXPOSE 8080
CMD ["mix", "run", "--no-halt"]
