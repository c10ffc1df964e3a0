FROM python:3.11
RUN conda install numpy
WORKDIR /app
COPY . .
RUN pip install flask
CMD ["python", "app.py"]
