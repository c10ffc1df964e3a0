FROM python:3.11 AS build
ENV PYTHONUNBUFFERED 1
RUN apt-get update && apt-get install -y gettext
WORKDIR /code
COPY requirements.txt /code/
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt
COPY . /code/
RUN python manage.py collectstatic --noinput

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
ENV PYTHONUNBUFFERED 1
RUN apt-get update && apt-get install -y gettext
WORKDIR /code
COPY --from=build /opt/venv /opt/venv
COPY --from=build /code /code
EXPOSE 8000
RUN chown 65532:65532 /code
USER 65532:65532
CMD ["gunicorn", "shop.wsgi:application", "--bind", "0.0.0.0:8000"]
