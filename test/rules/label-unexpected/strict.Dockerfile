#: labels=a:text
FROM debian:bookworm-slim
LABEL a=1 b=2
#         ^ label-unexpected(warning): `b` is not among the labels of the configuration, which are all that images have
