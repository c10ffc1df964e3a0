FROM python:3.11
RUN apt-get update && apt-get install -y mystery-tools
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
CMD ["mystery", "--serve"]
