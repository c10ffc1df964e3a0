FROM ubuntu:22.04
RUN apt-get update && apt-get install -y dotnet-sdk-8.0
WORKDIR /app
COPY . .
RUN dotnet publish -c Release -o out
CMD ["dotnet", "out/Shop.dll"]
