#: about=The full image is there for what compiles and bundles
FROM node:22
#    ^^^^^^^ toolchain-in-final-image: `node:22` ships compilers, a package manager and what only the build installs (~1.1 GB) in an image that only needs Node.js, the built files and the production dependencies; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /app
COPY . .
RUN npm ci && npm run build
CMD ["node", "dist/main.js"]
