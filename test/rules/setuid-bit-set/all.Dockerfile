FROM debian:bookworm-slim
COPY --chmod=4755 probe /usr/local/bin/probe
#            ^^^^ setuid-bit-set: `--chmod=4755` has whoever starts the file run it with its owner's rights, so a flaw in it gives a container's user those of root
RUN chmod u+s /usr/bin/a \
#         ^^^ setuid-bit-set: `chmod u+s` has whoever starts the file run it with its owner's rights, so a flaw in it gives a container's user those of root
 && chmod 4755 /usr/bin/b \
#         ^^^^ setuid-bit-set: `chmod 4755` has whoever starts the file run it with its owner's rights, so a flaw in it gives a container's user those of root
 && chmod +s /usr/bin/c && chmod a+rxs /usr/bin/d && chmod u=rwxs,g+x /usr/bin/e
#         ^^ setuid-bit-set: `chmod +s` has whoever starts the file run it with its owner's rights, so a flaw in it gives a container's user those of root
#                                ^^^^^ setuid-bit-set: `chmod a+rxs` has whoever starts the file run it with its owner's rights, so a flaw in it gives a container's user those of root
#                                                          ^^^^^^^^^^ setuid-bit-set: `chmod u=rwxs,g+x` has whoever starts the file run it with its owner's rights, so a flaw in it gives a container's user those of root
RUN mkdir /srv/app && chmod -R 6775 /srv/app
#                              ^^^^ setuid-bit-set: `chmod 6775` has whoever starts the file run it with its owner's rights, so a flaw in it gives a container's user those of root
