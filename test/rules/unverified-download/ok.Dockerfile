FROM debian:bookworm
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/a /srv/
ADD https://github.com/example/repo.git#v1 /srv/
ADD a /srv/
