FROM golang:1.22
# ["app"]
# what to start
CMD ["go-wrapper", "run"]
