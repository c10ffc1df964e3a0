#: about=The image is gone, which is said by another rule.
FROM microsoft/dotnet AS build
FROM microsoft/aspnetcore:latest
USER 65532
