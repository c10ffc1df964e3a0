FROM python:3.9 AS build
RUN apt-get update && apt-get install -y netcat-openbsd && rm -rf /var/lib/apt/lists/*
RUN groupadd -r app && useradd -r -g app -d /home/app -m app
WORKDIR /home/app/web
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install -r requirements.txt
COPY entrypoint.sh .
RUN chmod +x /home/app/web/entrypoint.sh
COPY . .

FROM python:3.9-slim
ENV PATH=/opt/venv/bin:$PATH
RUN apt-get update && apt-get install -y netcat-openbsd && rm -rf /var/lib/apt/lists/*
RUN groupadd -r app && useradd -r -g app -d /home/app -m app
WORKDIR /home/app/web
COPY --from=build /opt/venv /opt/venv
COPY --from=build /home/app/web /home/app/web
RUN chown -R app:app /home/app/web
USER app
ENTRYPOINT ["/home/app/web/entrypoint.sh"]
CMD ["gunicorn", "project.wsgi"]
