#: about=A cd to the folder that the step starts in anyway
FROM debian:bookworm
RUN cd / && make
#   ^^^^ cd-in-run: `cd /` changes nothing: the step starts in that folder
WORKDIR /srv
RUN cd /srv/. && make
#   ^^^^^^^^^ cd-in-run: `cd /srv/.` changes nothing: the step starts in that folder
RUN cd ../srv && make install
#   ^^^^^^^^^ cd-in-run: `cd ../srv` changes nothing: the step starts in that folder
