FROM alpine:3.22 AS files
COPY . /project

FROM alpine:3.22
COPY --from=files /project/conf/app.ini /project/conf/missing.ini /etc/app/
#                                       ^^^^^^^^^^^^^^^^^^^^^^^^^ copy-from-missing-path: Nothing in the stage `files` makes `/project/conf/missing.ini`, so this COPY fails and with it the build
USER nobody
CMD ["sleep", "1"]
