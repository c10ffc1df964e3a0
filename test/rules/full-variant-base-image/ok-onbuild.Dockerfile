#: about=There is no slim variant of an onbuild image
FROM python:3-onbuild
CMD ["python", "app.py"]
