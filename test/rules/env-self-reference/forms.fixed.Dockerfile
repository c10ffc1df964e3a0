FROM registry.example.com/base:1
ENV JAVA_HOME=/opt/java \
    # on the path
    PATH=/opt/java/bin:$PATH
ENV GOROOT=/opt/go
ENV PATH=${GOROOT}/bin:$PATH X='$GOROOT'
ENV A=1
ENV A=2
ENV B="$A/x"
ENV LATE=$LATER LATER=1
