FROM python:3.11
RUN useradd -m app
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
RUN chown -R app:app /app
RUN python manage.py collectstatic --noinput
USER app
CMD ["gunicorn", "shop.wsgi"]
