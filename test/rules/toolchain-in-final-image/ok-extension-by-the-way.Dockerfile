#: about=What is compiled is a library of a program that needs more than it
FROM ubuntu:22.04
RUN apt-get update && apt-get install -y build-essential php8.1-dev supervisor
COPY . /src
RUN make -C /src install
CMD ["/usr/bin/supervisord", "-n"]
