FROM debian:bookworm-slim
RUN echo "root:secret" | chpasswd && passwd -d app
#                        ^^^^^^^^ password-set-in-image: This sets a password that is the same in every container and readable in the image's history
#                                    ^^^^^^ password-set-in-image: This gives a user an empty password, so whoever reaches a login is in
RUN echo secret | passwd --stdin root
#                 ^^^^^^ password-set-in-image: This sets a password that is the same in every container and readable in the image's history
RUN useradd -m -p '$1$abc' app && usermod --password=x1 app
#   ^^^^^^^ password-set-in-image: This sets a password that is the same in every container and readable in the image's history
#                                 ^^^^^^^ password-set-in-image: This sets a password that is the same in every container and readable in the image's history
