FROM node:22-slim
ENV AWS_ID=AKIAQQQQQQQQQQQQQQQQ
#          ^^^^^^^^^^^^^^^^^^^^ secret-in-arg-or-env: This looks like an AWS access key, readable by everyone who sees this file or can pull the image
ARG URL="https://ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@github.com/x/y"
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-arg-or-env: This looks like a GitHub token, readable by everyone who sees this file or can pull the image
