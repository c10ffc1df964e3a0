FROM registry.example.com/team/base:1
WORKDIR ./app
#       ^^^^^ relative-workdir: `./app` is relative to the working directory of the base image, which the file does not say
