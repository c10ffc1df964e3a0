FROM example.com/team/node:22
HEALTHCHECK CMD curl -f http://localhost:3000/
CMD ["node", "/app/server.js"]
