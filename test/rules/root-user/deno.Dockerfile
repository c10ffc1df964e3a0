FROM denoland/deno:2.1.4
#    ^^^^^^^^^^^^^^^^^^^ root-user: `denoland/deno:2.1.4` runs the program as root, so whoever breaks into it has root's rights in the container
WORKDIR /app
COPY . .
CMD ["run", "--allow-net", "main.ts"]
