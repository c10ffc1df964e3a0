FROM node:22-slim
ARG FILE1=a
COPY $FILE2 /tmp/
