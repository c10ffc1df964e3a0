#: about=Nothing is in the image, so nothing can start
FROM scratch
CMD ["echo", "data"]
