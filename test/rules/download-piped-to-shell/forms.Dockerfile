FROM debian:bookworm
RUN curl -fsSL https://example.com/install.sh | bash -s -- --yes
#                                               ^^^^ download-piped-to-shell: `bash` runs whatever the server sends today, cut off in the middle too, and no build shows what it was
RUN wget -qO- http://example.com/install.sh | tee log | sh
#                                                       ^^ download-piped-to-shell(warning): `sh` runs what comes over plain HTTP, so everyone between here and the server decides what it is
RUN bash -c "$(curl -fsSL https://example.com/install.sh)"
#   ^^^^ download-piped-to-shell: `bash` runs whatever the server sends today, cut off in the middle too, and no build shows what it was
RUN bash <(curl -fsSL https://example.com/install.sh)
#   ^^^^ download-piped-to-shell: `bash` runs whatever the server sends today, cut off in the middle too, and no build shows what it was
RUN curl -sSL https://install.python-poetry.org | python3 -
#                                                 ^^^^^^^ download-piped-to-shell: `python3` runs whatever the server sends today, cut off in the middle too, and no build shows what it was
