FROM debian:bookworm-slim
WORKDIR /srv
WORKDIR ~/app
#       ^^^^^ relative-workdir(warning): `~` is no home folder here: this makes a folder with the name `~/app`
