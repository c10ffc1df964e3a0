FROM microsoft/dotnet:2.2-sdk-alpine AS build
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/dotnet:2.2-sdk-alpine` is not on Docker Hub since 2021-08-21, so a build that needs it fails where no copy of it is left
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /app

FROM microsoft/dotnet:2.1-aspnetcore-runtime-stretch-slim AS older
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/dotnet:2.1-aspnetcore-runtime-stretch-slim` is not on Docker Hub since 2021-08-21, so a build that needs it fails where no copy of it is left
COPY --from=build /app /app

FROM microsoft/dotnet:aspnetcore-runtime AS newer
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/dotnet:aspnetcore-runtime` is not on Docker Hub since 2021-08-21, so a build that needs it fails where no copy of it is left
COPY --from=build /app /app

FROM microsoft/dotnet AS tool
#    ^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/dotnet` is not on Docker Hub since 2021-08-21, so a build that needs it fails where no copy of it is left
COPY --from=build /app /app

FROM microsoft/dotnet:2.2-aspnetcore-runtime
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/dotnet:2.2-aspnetcore-runtime` is not on Docker Hub since 2021-08-21, so a build that needs it fails where no copy of it is left
COPY --from=build /app /app
COPY --from=older /app /older
COPY --from=newer /app /newer
COPY --from=tool /app /tool
USER 65532
CMD ["dotnet", "/app/shop.dll"]
