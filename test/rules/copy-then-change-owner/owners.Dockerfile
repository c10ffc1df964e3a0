#: about=Owners as chown takes them, and as COPY does
FROM debian:bookworm
COPY a.sh /a.sh
RUN chown www-data.www-data /a.sh
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ copy-then-change-owner(hint): `chown` stores `/a.sh` a second time, because a changed file is a new one in the layer; COPY can set it itself with `--chown`
COPY b.sh /b.sh
RUN chown www-data /b.sh
#   ^^^^^^^^^^^^^^^^^^^^ copy-then-change-owner(hint): `chown` stores `/b.sh` a second time, because a changed file is a new one in the layer; COPY can set it itself with `--chown`
COPY c.sh /c.sh
RUN chown www-data: /c.sh
#   ^^^^^^^^^^^^^^^^^^^^^ copy-then-change-owner(hint): `chown` stores `/c.sh` a second time, because a changed file is a new one in the layer; COPY can set it itself with `--chown`
COPY d.sh /d.sh
RUN chown 33:0 /d.sh
#   ^^^^^^^^^^^^^^^^ copy-then-change-owner(hint): `chown` stores `/d.sh` a second time, because a changed file is a new one in the layer; COPY can set it itself with `--chown`
CMD ["/a.sh"]
