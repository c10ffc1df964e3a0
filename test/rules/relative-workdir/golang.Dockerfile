FROM golang:1.22
WORKDIR src/app
#       ^^^^^^^ relative-workdir: `src/app` is relative to the working directory of the base image, so it is `/go/src/app` until that image changes
