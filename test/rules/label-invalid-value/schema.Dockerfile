#: labels=com.example.mail:email com.example.v:semver com.example.h:hash
FROM debian:bookworm-slim
LABEL com.example.mail=me com.example.v=1 com.example.h=xyz
#                      ^^ label-invalid-value: `me` is no e-mail address, which `com.example.mail` is read as
#                                       ^ label-invalid-value: `1` is no semantic version, such as `1.2.3`, which `com.example.v` is read as
#                                                       ^^^ label-invalid-value: `xyz` is no hash of a commit, which `com.example.h` is read as
