FROM python:3.11 AS build
RUN useradd -m app
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt
COPY . .
RUN chown -R app:app /app
RUN python manage.py collectstatic --noinput

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH
RUN useradd -m app
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build --chown=app /app /app
RUN chown app /app
USER app
CMD ["gunicorn", "shop.wsgi"]
