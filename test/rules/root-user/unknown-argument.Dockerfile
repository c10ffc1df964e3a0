ARG BASE
FROM ${BASE}
#    ^^^^^^^ root-user(hint): The image sets no user, so its program runs as root unless `${BASE}`, which is not known, sets another one
COPY server /server
CMD ["/server"]
