FROM golang:1.22 AS build
#    ^^^^^^^^^^^ unpinned-digest(warning): `golang:1.22` is a name that its publisher can give to another image; a digest is one image for good
FROM build AS more
FROM scratch
