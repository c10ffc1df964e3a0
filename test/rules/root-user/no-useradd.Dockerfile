#: about=The image is not known to have a program that creates users
FROM amazonlinux:2023
#    ^^^^^^^^^^^^^^^^ root-user: `amazonlinux:2023` runs the program as root, so whoever breaks into it has root's rights in the container
COPY server /usr/local/bin/server
CMD ["server"]
