#: about=Installed for people, or by an image with a user of its own
FROM cirrusci/flutter AS a
RUN sudo chown -R cirrus /x
FROM debian:bookworm
RUN apt-get update && apt-get install -y sudo && echo "sudo me" > /etc/sudoers.d/x
