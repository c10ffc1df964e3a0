FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /app
COPY Notes.csproj ./
RUN dotnet restore Notes.csproj
COPY . .
RUN dotnet publish Notes.csproj -c Release -o /app/out

FROM mcr.microsoft.com/dotnet/aspnet:8.0
WORKDIR /app
COPY --from=build /app/out /app/out
COPY --from=build /app/appsettings.json /app/appsettings.json
COPY --from=build /app/words.txt /app/words.txt
CMD ["dotnet", "out/Notes.dll"]
