FROM alpine:3.22
ENV A=${B:-c} D=${E-f} G=\$H
LABEL x='$Y'
