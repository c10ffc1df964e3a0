#: about=The packages go to the home of the user that sudo names
FROM alpine:3.20
RUN adduser -D -h /signal signal && sudo -u signal -H pip install --user -r /signal/requirements.txt
USER signal
CMD ["/signal/run"]
