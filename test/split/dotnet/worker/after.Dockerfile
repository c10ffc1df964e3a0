FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
WORKDIR /app
COPY Mailer/Mailer.csproj ./Mailer/
COPY Common/Common.csproj ./Common/
RUN dotnet restore Mailer/Mailer.csproj
COPY . .
RUN dotnet publish Mailer/Mailer.csproj --configuration Release --output /app/publish

FROM mcr.microsoft.com/dotnet/runtime:9.0
WORKDIR /app
COPY --from=build /app/publish /app/publish
RUN chown $APP_UID /app
USER $APP_UID
ENTRYPOINT ["dotnet", "/app/publish/Mailer.dll"]
CMD ["--queue", "mails"]
