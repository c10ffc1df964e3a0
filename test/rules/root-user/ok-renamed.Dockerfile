#: about=Nothing of this file's own to judge
FROM registry.example.com/team/etcd:3.5
LABEL maintainer="team"
