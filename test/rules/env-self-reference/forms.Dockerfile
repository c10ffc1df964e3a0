FROM registry.example.com/base:1
ENV JAVA_HOME=/opt/java \
    # on the path
    PATH=/opt/java/bin:$PATH
ENV GOROOT=/opt/go PATH=${GOROOT}/bin:$PATH X='$GOROOT'
#                       ^^^^^^^^^ env-self-reference: `$GOROOT` has its value from before this `ENV` here, whatever that is, not the one that is set beside it
ENV A=1
ENV A=2 B="$A/x"
#          ^^ env-self-reference: `$A` has its value from before this `ENV` here, `1`, not the one that is set beside it
ENV LATE=$LATER LATER=1
