#: about=A copy of an image that is gone from Docker Hub is there, and gets no fixes.
FROM registry.corp.example/microsoft/dotnet:2.2-aspnetcore-runtime
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ end-of-life-base-image: `registry.corp.example/microsoft/dotnet:2.2-aspnetcore-run...` is .NET 2.2, which gets no security fixes since 2019-12-23, so holes that are found in it stay in the image
USER 65532
