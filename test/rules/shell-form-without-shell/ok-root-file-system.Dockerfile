FROM scratch
ADD rootfs.tar.xz /
RUN echo ok
CMD bash
