FROM mcr.microsoft.com/dotnet/sdk:6.0
WORKDIR /src
COPY . .
RUN dotnet publish Store.sln -c Release
WORKDIR /src/Store.Api/bin/Release/net6.0/publish
ENV ASPNETCORE_URLS=http://+:5000
EXPOSE 5000
ENTRYPOINT ["dotnet", "Store.Api.dll"]
