FROM python:3.13 AS build
COPY app.py /app/app.py

FROM scratch
COPY --from=build /app/app.py /app.py
USER 65532
CMD ["python", "/app.py"]
#     ^^^^^^ interpreter-missing: An image from `scratch` has no `python`, so the container stops with "not found" as soon as it starts
