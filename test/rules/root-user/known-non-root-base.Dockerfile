#: about=The base image has another user, and the file takes root for good
FROM jenkins/jenkins:lts-jdk21
USER root
#    ^^^^ root-user: `USER root` is the last user, so whoever breaks into the program has root's rights in the container
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
COPY plugins.txt /usr/share/jenkins/ref/plugins.txt
CMD ["/usr/local/bin/jenkins.sh"]
