FROM scratch
#    ^^^^^^^ root-user: An image from `scratch` runs its program as root, so whoever breaks into it has root's rights in the container
COPY server /server
VOLUME /data
CMD ["/server"]
