#: about=No digest is to be had of an image that is gone.
FROM microsoft/aspnetcore:2.0
USER 65532
