#: about=An instruction directly behind a heredoc's end is an instruction
# syntax=docker/dockerfile:1
FROM debian:bookworm-slim
RUN <<EOT bash
apt-get --version
EOT
COPY <<a.txt <<b.txt /srv/
one
a.txt
two
b.txt
CMD ["cat", "/srv/a.txt"]
