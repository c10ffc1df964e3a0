# syntax=docker/dockerfile:1
FROM debian:bookworm-slim
RUN chmod -R 777 /srv && chmod 0666 /srv/a && chmod a+rwx /srv/b \
#            ^^^ world-writable-path: `chmod 777` lets every user of the container change this, so a flaw in any program of it is one in all that runs from here
#                              ^^^^ world-writable-path: `chmod 0666` lets every user of the container change this, so a flaw in any program of it is one in all that runs from here
#                                                   ^^^^^ world-writable-path: `chmod a+rwx` lets every user of the container change this, so a flaw in any program of it is one in all that runs from here
    && chmod o+w /srv/c
#            ^^^ world-writable-path: `chmod o+w` lets every user of the container change this, so a flaw in any program of it is one in all that runs from here
COPY --chmod=777 app /srv/app
#            ^^^ world-writable-path: `--chmod=777` lets every user of the container change this, so a flaw in any program of it is one in all that runs from here
