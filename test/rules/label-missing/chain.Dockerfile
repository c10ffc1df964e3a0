#: labels=a:text b:text
FROM debian:bookworm-slim AS other
LABEL b=1
FROM debian:bookworm-slim
#    ^^^^^^^^^^^^^^^^^^^^ label-missing: The image has no label `b`, which the configuration asks for
LABEL "a"=1
