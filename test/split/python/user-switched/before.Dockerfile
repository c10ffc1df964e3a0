FROM python:3.11
RUN useradd -m app
USER app
WORKDIR /home/app
COPY . .
RUN pip install -r requirements.txt
CMD ["python", "app.py"]
