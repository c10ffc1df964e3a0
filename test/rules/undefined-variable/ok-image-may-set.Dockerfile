#: about=What the image sets is not known.
FROM example.com/base
WORKDIR $APP_ROOT
ENV PATH=$TOOLS:$PATH
