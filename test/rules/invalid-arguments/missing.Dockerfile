FROM
#<^^ invalid-arguments: `FROM` needs an image, so the build stops here
RUN
#<^ invalid-arguments: `RUN` needs a command, so the build stops here
COPY a
#<^^^^ invalid-arguments: `COPY` needs a source and a destination, so the build stops here
ENV
#<^ invalid-arguments: `ENV` needs a variable, so the build stops here
EXPOSE
#<^^^^ invalid-arguments: `EXPOSE` needs a port, so the build stops here
WORKDIR
#<^^^^^ invalid-arguments: `WORKDIR` needs a path, so the build stops here
USER
#<^^ invalid-arguments: `USER` needs a user, so the build stops here
ONBUILD
#<^^^^^ invalid-arguments: `ONBUILD` needs an instruction, so the build stops here
HEALTHCHECK
#<^^^^^^^^^ invalid-arguments: `HEALTHCHECK` needs `CMD` or `NONE`, so the build stops here
HEALTHCHECK CMD
#           ^^^ invalid-arguments: `HEALTHCHECK CMD` needs a command, so the build stops here
HEALTHCHECK NONE now
#                ^^^ invalid-arguments: `now` is not expected behind `NONE`, so the build stops here
HEALTHCHECK curl localhost
#           ^^^^ invalid-arguments: `HEALTHCHECK` is followed by `CMD` or `NONE`, not by `curl`, so the build stops here
