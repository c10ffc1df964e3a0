FROM python:3.12-slim
COPY constraints.txt /srv/app/
COPY requirements/base.txt requirements/prod.txt /srv/app/requirements/
RUN pip install -r /srv/app/requirements/prod.txt
COPY . /srv/app
CMD ["python", "/srv/app/app.py"]
