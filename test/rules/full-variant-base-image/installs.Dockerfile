FROM python:3.13
#    ^^^^^^^^^^^ full-variant-base-image(hint): `python:3.13` (~1 GB) carries compilers, headers and version control, which `python:3.13-slim` (~126 MB) leaves out
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
USER nobody
CMD ["python", "app.py"]
