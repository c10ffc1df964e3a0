# syntax=docker/dockerfile:1
FROM debian:bookworm-slim
env A=1
#<^ inconsistent-instruction-case: `env` is written unlike the other keywords of the file, which are in upper case
Run echo hello \
#<^ inconsistent-instruction-case: `Run` is written unlike the other keywords of the file, which are in upper case
    # a comment
    && echo there
COPY . /srv
cmd ["/srv/app"]
#<^ inconsistent-instruction-case: `cmd` is written unlike the other keywords of the file, which are in upper case
