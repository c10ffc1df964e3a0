FROM nginx:1.27
EXPOSE 80 443/tcp 53/udp \
  # more
  ${A}:80 80/tcp
