FROM nginx:1.27
EXPOSE 0 65536 80/tcp http 8000-7000 80/htp 70000-70001
#      ^ invalid-port: `0` is no port: they go from 1 to 65535, so the build stops here
#        ^^^^^ invalid-port: `65536` is no port: they go from 1 to 65535, so the build stops here
#                     ^^^^ invalid-port: `http` is no port number, so the build stops here
#                          ^^^^^^^^^ invalid-port: `8000-7000` ends before it starts, so the build stops here
#                                    ^^^^^^ invalid-port: `htp` is no protocol of a port: it is `tcp`, `udp` or `sctp`
#                                           ^^^^^^^^^^^ invalid-port: `70000` is no port: they go from 1 to 65535, so the build stops here
