FROM registry.example.com/team/base:4
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ root-user(hint): The image sets no user, so its program runs as root unless `registry.example.com/team/base:4`, which is not known, sets another one
COPY server /server
CMD ["/server"]
