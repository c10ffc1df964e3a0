FROM nginx:1.27
EXPOSE 8080:80 127.0.0.1:443:443/tcp 53/UDP \
#      ^^^^^^^ expose-format: `8080:80` maps nothing: `EXPOSE` only names `80`, and which port of the host leads there is said when the container starts
#              ^^^^^^^^^^^^^^^^^^^^^ expose-format: `127.0.0.1:443:443/tcp` maps nothing: `EXPOSE` only names `443/tcp`, and which port of the host leads there is said when the container starts
#                                       ^^^ expose-format(hint): `UDP` is written in lower case everywhere else, and some tools compare it as it is
  # more
  ${A}:80 80/Tcp
#            ^^^ expose-format(hint): `Tcp` is written in lower case everywhere else, and some tools compare it as it is
