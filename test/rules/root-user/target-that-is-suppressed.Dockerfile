# The comment is of use, because a workflow ships that stage.
# lean-dockerfile ignore=root-user it runs in a sandbox
FROM debian:13-slim AS web
CMD ["sleep", "1"]

FROM debian:13-slim AS worker
USER 1000
CMD ["sleep", "2"]
