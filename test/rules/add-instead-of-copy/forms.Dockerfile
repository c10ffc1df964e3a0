FROM debian:bookworm-slim
ADD app.conf /etc/
#<^ add-instead-of-copy: `ADD` unpacks archives and downloads, of which nothing is meant here: `COPY` says that files are copied as they are
ADD . /src
#<^ add-instead-of-copy: `ADD` unpacks archives and downloads, of which nothing is meant here: `COPY` says that files are copied as they are
ADD --chown=1:1 \
#<^ add-instead-of-copy: `ADD` unpacks archives and downloads, of which nothing is meant here: `COPY` says that files are copied as they are
    # the folder
    web/ /web/
ADD ["a b.txt", "/"]
#<^ add-instead-of-copy: `ADD` unpacks archives and downloads, of which nothing is meant here: `COPY` says that files are copied as they are
ADD rootfs /
#<^ add-instead-of-copy: `ADD` unpacks archives and downloads, of which nothing is meant here: `COPY` says that files are copied as they are
ADD conf* /etc/
#<^ add-instead-of-copy: `ADD` unpacks archives and downloads, of which nothing is meant here: `COPY` says that files are copied as they are
