FROM debian:trixie
RUN echo "a:b" | chpasswd && yes | make config && cat /a | sort && ls | wc -l
