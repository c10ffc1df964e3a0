FROM ubuntu:24.04
RUN service mysql start && mysql -e 'CREATE DATABASE x'
RUN service mysql start; \
    mysql -e 'CREATE DATABASE x'; \
    service mysql stop
RUN systemctl enable nginx && systemctl mask getty.target
RUN vim +PluginInstall +qall && man -w bash
RUN dmesg | less
RUN ifconfig eth0 || reboot
