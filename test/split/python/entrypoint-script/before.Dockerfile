FROM python:3.9
RUN apt-get update && apt-get install -y netcat-openbsd && rm -rf /var/lib/apt/lists/*
RUN groupadd -r app && useradd -r -g app -d /home/app -m app
WORKDIR /home/app/web
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY entrypoint.sh .
RUN chmod +x /home/app/web/entrypoint.sh
COPY . .
RUN chown -R app:app /home/app/web
USER app
ENTRYPOINT ["/home/app/web/entrypoint.sh"]
CMD ["gunicorn", "project.wsgi"]
