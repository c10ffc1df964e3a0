FROM python:3.12-slim
COPY app.py /srv/
#<^^^^^^^^^^^^^^^ source-copied-before-dependencies: `COPY app.py /srv/` precedes `pip install`, so every source edit installs the same packages again
RUN pip install flask==3.0.3 gunicorn
CMD ["gunicorn", "--chdir", "/srv", "app:app"]
