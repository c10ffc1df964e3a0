FROM node:22-slim
RUN ['npm', 'test']
#   ^^^^^^^^^^^^^^^ invalid-json-form: This is no JSON array: strings stand in double quotes there, so `RUN` hands it to a shell as it is, which looks for a program whose name begins with `[`
COPY ['a b', '/srv/']
#    ^^^^^^^^^^^^^^^^ invalid-json-form: This is no JSON array: strings stand in double quotes there, so `COPY` takes its brackets and quotes for parts of names
VOLUME ['/data']
#      ^^^^^^^^^ invalid-json-form: This is no JSON array: strings stand in double quotes there, so `VOLUME` takes its brackets and quotes for parts of names
HEALTHCHECK CMD ['true']
#               ^^^^^^^^ invalid-json-form: This is no JSON array: strings stand in double quotes there, so `HEALTHCHECK` hands it to a shell as it is, which looks for a program whose name begins with `[`
ENTRYPOINT ["node", "server.js",]
#          ^^^^^^^^^^^^^^^^^^^^^^ invalid-json-form: This is no JSON array: a comma stands before its end, so `ENTRYPOINT` hands it to a shell as it is, which looks for a program whose name begins with `[`
CMD ["a" "b"]
#   ^^^^^^^^^ invalid-json-form: This is no JSON array: commas are missing between its strings, so `CMD` hands it to a shell as it is, which looks for a program whose name begins with `[`
