FROM node:22-slim
ENTRYPOINT [“node”, “server.js”]
#          ^^^^^^^^^^^^^^^^^^^^^ invalid-json-form: This is no JSON array: strings stand in double quotes there, so `ENTRYPOINT` hands it to a shell as it is, which looks for a program whose name begins with `[`
CMD ["node", \
#   ^>1:9 invalid-json-form: This is no JSON array, so `CMD` hands it to a shell as it is, which looks for a program whose name begins with `[`
     'x']
