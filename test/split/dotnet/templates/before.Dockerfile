FROM mcr.microsoft.com/dotnet/sdk:9.0
WORKDIR /app
COPY . .
RUN dotnet new --install Corp.Templates
RUN dotnet publish Mailer/Mailer.csproj --configuration Release --output /app/publish
ENTRYPOINT ["dotnet", "/app/publish/Mailer.dll"]
CMD ["--queue", "mails"]
