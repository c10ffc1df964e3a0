FROM microsoft/dotnet:1.1-sdk
COPY . /app
WORKDIR /app
RUN dotnet publish -c Release -o /out
CMD ["dotnet", "/out/Shop.dll"]
