#: about=What make does is not known without the project.
FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN make release

FROM scratch
COPY --from=build /src/server /server
CMD ["/server"]
