FROM swift:5.9 AS build

WORKDIR /app
COPY Package.swift Package.resolved ./
RUN swift package resolve
COPY . .
RUN swift build -c release

FROM swift:5.9-slim

WORKDIR /app
COPY --from=build /app/.build/release/Run /app/.build/release/Run
COPY --from=build /app/.build/release/harbour_App.resources /app/.build/release/harbour_App.resources
COPY --from=build /app/Public /app/Public

EXPOSE 8080
USER 65532:65532
ENTRYPOINT [".build/release/Run"]
CMD ["serve", "--env", "production", "--hostname", "0.0.0.0"]
