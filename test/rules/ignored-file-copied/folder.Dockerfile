FROM node:22-slim
COPY --chown=1:1 docs secret.key /srv/
#                ^^^^ ignored-file-copied: `.dockerignore` leaves `docs` out of the build context, so the build stops here: `not found`
#                     ^^^^^^^^^^ ignored-file-copied: `.dockerignore` leaves `secret.key` out of the build context, so the build stops here: `not found`
COPY kept /kept
COPY docs/* /x/
COPY absent.key /x/
COPY --from=x secret.key /y
