FROM python:3.11
WORKDIR /app
COPY . .
RUN cp settings.example.py settings.py && chmod +x start.sh
RUN pip install -r requirements.txt
CMD ["./start.sh"]
