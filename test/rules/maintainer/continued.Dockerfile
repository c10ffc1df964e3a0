#: about=Nothing is lost: a comment in between is kept by leaving all as it is
FROM debian:bookworm-slim
MAINTAINER Jane \
#<^^^^^^^^ maintainer: `MAINTAINER` is deprecated since Docker 1.13: what it says is in no label, where tools look for it
  # who else
  Doe
