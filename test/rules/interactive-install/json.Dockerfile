#: about=The option is a string of its own
FROM debian:bookworm
RUN ["apt-get", "install", "curl"]
#     ^^^^^^^^^^^^^^^^^^ interactive-install: `apt-get install` asks before it goes on, and a build has nobody to answer: without `-y` it stops as soon as something else comes along
