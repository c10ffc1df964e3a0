FROM golang:1.22
# what to start
CMD ["go-wrapper", "run"] # ["app"]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-json-form: This is no JSON array: what follows `#` is no comment here, so `CMD` hands it to a shell as it is, which looks for a program whose name begins with `[`
