#: about=The option is a string of its own
FROM debian:bookworm
RUN ["apt-get", "install", "-y", "curl"]
#     ^^^^^^^^^^^^^^^^^^ recommended-packages-installed: `apt-get install` also installs what the packages only recommend, which the image carries without having asked for it
RUN ["sh", "-c", "apt-get install -y curl"]
#                 ^^^^^^^^^^^^^^^ recommended-packages-installed: `apt-get install` also installs what the packages only recommend, which the image carries without having asked for it
CMD ["curl"]
