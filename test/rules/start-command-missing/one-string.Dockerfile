FROM scratch
COPY server /server
USER 65532
ENTRYPOINT ["/server --port 80"]
#            ^^^^^^^^^^^^^^^^^ start-command-missing: Nothing puts `/server --port 80` into the image, so the container stops as soon as it starts
