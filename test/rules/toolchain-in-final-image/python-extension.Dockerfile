FROM python:3.13
#    ^^^^^^^^^^^ toolchain-in-final-image: `python:3.13` ships compilers, headers and installers (~1 GB) in an image that only needs Python and the installed packages; no split is offered: the build context isn't known, so the files that the program opens can't be looked for
WORKDIR /app
COPY . .
RUN python setup.py install
CMD ["shop"]
