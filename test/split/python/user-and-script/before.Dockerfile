FROM python:3.11
RUN groupadd -r app && useradd -r -m -g app app
WORKDIR /home/app/service
COPY . .
RUN pip install --no-index --no-build-isolation --find-links=vendor -r requirements.txt
RUN chmod +x start.sh && chown -R app:app /home/app
USER app
EXPOSE 8080
ENTRYPOINT ["./start.sh"]
CMD ["python", "server.py"]
