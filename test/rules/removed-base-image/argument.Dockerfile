#: about=The name is put together, so there is no text that a fix could change.
ARG VERSION=2.2
FROM microsoft/dotnet:${VERSION}-sdk
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `microsoft/dotnet:2.2-sdk` is not on Docker Hub since 2021-08-21, so a build that needs it fails where no copy of it is left
WORKDIR /app
COPY . .
USER 65532
CMD ["dotnet", "run"]
