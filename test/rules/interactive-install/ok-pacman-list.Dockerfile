#: about=pacman fetches its list without a question
FROM archlinux
RUN pacman -Sy
RUN pacman -Syy && echo done
