FROM debian:bookworm-slim
MAINTAINER "Jane Doe" jane@example.com
#<^^^^^^^^ maintainer: `MAINTAINER` is deprecated since Docker 1.13: what it says is in no label, where tools look for it
FROM alpine:3.22
maintainer 'me'
#<^^^^^^^^ maintainer: `MAINTAINER` is deprecated since Docker 1.13: what it says is in no label, where tools look for it
