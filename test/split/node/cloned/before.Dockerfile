FROM node:20
WORKDIR /opt/mirror
RUN git clone --depth 1 https://git.example/mirror.git .
RUN npm install
CMD ["node", "index.js"]
