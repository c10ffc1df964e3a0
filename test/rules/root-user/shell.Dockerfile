FROM ubuntu:22.04
#    ^^^^^^^^^^^^ root-user(hint): The image sets no user and starts no program of its own, so what is started in it runs as root
RUN apt-get update && apt-get install -y git
CMD ["/bin/bash"]
