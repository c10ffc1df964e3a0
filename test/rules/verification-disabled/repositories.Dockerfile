FROM debian:bookworm-slim AS build
ARG NODE_TLS_REJECT_UNAUTHORIZED=0
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `NODE_TLS_REJECT_UNAUTHORIZED=0` makes node accept any server's certificate
ARG GIT_SSL_NO_VERIFY
RUN echo "deb [trusted=yes] https://packages.company.org stable main" > /etc/apt/sources.list.d/a.list \
#             ^^^^^^^^^^^^^ verification-disabled: `[trusted=yes]` installs packages whose signature is missing or wrong, so whoever sits in between decides what is installed
 && echo "deb [ arch=amd64 trusted=yes ] http://packages.company.org stable main" > /etc/apt/sources.list.d/b.list
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `[ arch=amd64 trusted=yes ]` installs packages whose signature is missing or wrong, so whoever sits in between decides what is installed
RUN echo "deb [trusted=yes] file:/tmp/packages ./" > /etc/apt/sources.list.d/c.list
RUN printf '[a]\nbaseurl=https://packages.company.org\ngpgcheck=0\nrepo_gpgcheck=0\n' > /etc/yum.repos.d/a.repo
#                                                      ^^^^^^^^^^ verification-disabled: `gpgcheck=0` installs packages whose signature is missing or wrong, so whoever sits in between decides what is installed
RUN printf '[a]\nbaseurl=https://packages.company.org\ngpgcheck=1\nrepo_gpgcheck=0\n' > /etc/yum.repos.d/b.repo
