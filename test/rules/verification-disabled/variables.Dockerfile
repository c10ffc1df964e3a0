FROM node:22-slim
ENV NODE_TLS_REJECT_UNAUTHORIZED=0 GIT_SSL_NO_VERIFY=true
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `NODE_TLS_REJECT_UNAUTHORIZED=0` makes node accept any server's certificate, also in the running container
#                                  ^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `GIT_SSL_NO_VERIFY=true` accepts any server's certificate, so whoever sits in between decides what is downloaded
RUN export PYTHONHTTPSVERIFY=0 && NPM_CONFIG_STRICT_SSL=false; npm ci
#          ^^^^^^^^^^^^^^^^^^^ verification-disabled: `PYTHONHTTPSVERIFY=0` makes python accept any server's certificate, also in the running container
#                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ verification-disabled: `NPM_CONFIG_STRICT_SSL=false` accepts any server's certificate, so whoever sits in between decides what is downloaded
