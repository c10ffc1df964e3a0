FROM nginx:1.27 AS a
HEALTHCHECK CMD true
FROM a
CMD ["nginx", "-g", "daemon off;"]
