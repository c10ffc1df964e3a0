#: about=The image is gone, which is said by another rule.
FROM microsoft/dotnet:2.2-aspnetcore-runtime
USER 65532
