ARG A=1
RUN ls
#<^ instruction-before-from: The file has no `FROM`, so there is nothing to build on and the build stops here
