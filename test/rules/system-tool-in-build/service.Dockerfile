FROM ubuntu:24.04
RUN apt-get update && service mysql start
#                     ^^^^^^^ system-tool-in-build(warning): What `service mysql start` starts ends with this `RUN`, so it does not run in the container
RUN systemctl restart nginx
#   ^^^^^^^^^ system-tool-in-build(warning): `systemctl restart nginx` needs systemd to run, which it does not in a build, so the step fails or does nothing
RUN vim /etc/hosts
#   ^^^ system-tool-in-build: `vim` waits for somebody at a terminal, and a build has none
RUN top
#   ^^^ system-tool-in-build: `top` shows the machine that builds, which the image has nothing of
RUN ifconfig
#   ^^^^^^^^ system-tool-in-build: `ifconfig` shows the machine that builds, which the image has nothing of
RUN reboot
#   ^^^^^^ system-tool-in-build: `reboot` has no machine to act on in a build
