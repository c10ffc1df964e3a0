FROM debian:bookworm-slim
LABEL com.docker.x=1 "my label"=2 a..b=3 -x=4 io.docker.y=5
#     ^^^^^^^^^^^^ label-invalid-key: `com.docker.x` begins like the labels that Docker keeps for itself, and may change meaning with a release
#                    ^^^^^^^^^^ label-invalid-key: `my label` has characters that tools which look for labels don't expect: names are lower-case letters and digits, with `.`, `-` or `_` between them
#                                 ^^^^ label-invalid-key: `a..b` has characters that tools which look for labels don't expect: names are lower-case letters and digits, with `.`, `-` or `_` between them
#                                        ^^ label-invalid-key: `-x` has characters that tools which look for labels don't expect: names are lower-case letters and digits, with `.`, `-` or `_` between them
#                                             ^^^^^^^^^^^ label-invalid-key: `io.docker.y` begins like the labels that Docker keeps for itself, and may change meaning with a release
