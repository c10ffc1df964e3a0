#: about=A private registry's node may be an image of its own
FROM registry.example.com/team/node:22
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ root-user(hint): The image sets no user, so its program runs as root unless `registry.example.com/team/node:22`, which is not known, sets another one
COPY . /app
CMD ["node", "/app/server.js"]
