ARG TAG
FROM node:$TAG
#         ^^^^ undefined-variable(hint): `TAG` has no default, so a build without `--build-arg` for it has no valid image name
