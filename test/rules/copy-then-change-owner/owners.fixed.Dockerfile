FROM debian:bookworm
COPY --chown=www-data:www-data a.sh /a.sh
COPY --chown=www-data:root b.sh /b.sh
COPY --chown=www-data c.sh /c.sh
COPY --chown=33:0 d.sh /d.sh
CMD ["/a.sh"]
