FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -r linux-x64 --self-contained -o /out

FROM scratch
COPY --from=build /out /app
#                 ^^^^ dynamic-binary-in-static-image: The .NET program `/out` is linked to glibc, which `scratch` does not have, so it stops with "no such file" as soon as it starts
USER 65532
CMD ["/app/server"]
