FROM nginx:1.27 AS a
HEALTHCHECK CMD true
FROM nginx:1.27
#    ^^^^^^^^^^ health-check-missing(warning): The image has no `HEALTHCHECK`, so the engine counts a container as fine as long as its process is there
CMD ["nginx", "-g", "daemon off;"]
