#: about=Only 2.1 and 2.2 are known to be at the new place, and only under tags that were published there.
FROM microsoft/aspnetcore-build:2.0 AS build
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/aspnetcore-build:2.0` is not on Docker Hub since 2021-07, so a build that needs it fails where no copy of it is left
FROM microsoft/dotnet:2.0-sdk AS old
#    ^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/dotnet:2.0-sdk` is not on Docker Hub since 2021-08-21, so a build that needs it fails where no copy of it is left
FROM microsoft/dotnet:1.1.0-sdk-projectjson AS older
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/dotnet:1.1.0-sdk-projectjson` is not on Docker Hub since 2021-08-21, so a build that needs it fails where no copy of it is left
FROM microsoft/dotnet:2.1.300-rc1-sdk AS preview
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/dotnet:2.1.300-rc1-sdk` is not on Docker Hub since 2021-08-21, so a build that needs it fails where no copy of it is left
FROM microsoft/dotnet:2.1-sdk@sha256:4b7ce07002c69e8f3d704a9c5d6fd3053be500b7f1c69fc0d80990c2ad8dd412 AS pinned
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/dotnet:2.1-sdk@sha256:4b7ce07002c69e8f3d704a9c5...` is not on Docker Hub since 2021-08-21, so a build that needs it fails where no copy of it is left
FROM microsoft/mssql-server-linux AS database
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/mssql-server-linux` is not on Docker Hub since 2021-09, so a build that needs it fails where no copy of it is left
FROM microsoft/aspnetcore:2.0
#    ^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/aspnetcore:2.0` is not on Docker Hub since 2021-07, so a build that needs it fails where no copy of it is left
USER 65532
CMD ["dotnet", "/app/shop.dll"]
