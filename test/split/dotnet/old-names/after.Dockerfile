FROM registry.corp.example/microsoft/dotnet:2.1-sdk-stretch AS build
WORKDIR /app
COPY Benchmarks/Benchmarks.csproj ./
RUN dotnet restore
COPY Benchmarks .
RUN dotnet publish -c Release -o out

FROM registry.corp.example/microsoft/dotnet:2.1-aspnetcore-runtime-stretch-slim AS runtime
COPY --from=build /app/out /app/out

WORKDIR /app/out
RUN chown 65532:65532 /app/out
USER 65532:65532
ENTRYPOINT ["dotnet", "Benchmarks.dll"]
