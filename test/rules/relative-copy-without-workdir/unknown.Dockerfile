FROM registry.example.com/team/base:1
COPY a b/
#      ^^ relative-copy-without-workdir: No `WORKDIR` precedes this, so where `b/` lies is up to the base image
