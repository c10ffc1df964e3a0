FROM node:22-slim
RUN [ -f /etc/passwd ] && echo yes
RUN [ "$A" = "b" ]
RUN ["npm", "ci"]
RUN [[ "$A" == b ]]
CMD ["node", "server.js"]
