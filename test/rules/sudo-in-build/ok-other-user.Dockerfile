#: about=Root becomes another user for one command
FROM debian:bookworm
RUN useradd -m app && sudo -u app -H bash -lc "rvm install 3.4"
RUN sudo --user=app touch /home/app/x
CMD ["ls"]
