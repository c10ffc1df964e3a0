FROM python:3.12-slim
COPY . /srv/app
#<^^^^^^^^^^^^^ source-copied-before-dependencies: `COPY . /srv/app` precedes `pip install`, so every source edit installs all dependencies again
RUN pip install -r /srv/app/requirements/prod.txt
CMD ["python", "/srv/app/app.py"]
