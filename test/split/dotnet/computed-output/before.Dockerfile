FROM mcr.microsoft.com/dotnet/sdk:8.0
ARG OUT
WORKDIR /app
COPY . .
RUN dotnet publish -c Release -o $OUT
CMD ["dotnet", "/out/Shop.dll"]
