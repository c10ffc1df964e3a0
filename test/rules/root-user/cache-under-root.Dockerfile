#: about=What is removed from root's home is no obstacle
FROM python:3.13-slim
#    ^^^^^^^^^^^^^^^^ root-user: `python:3.13-slim` runs the program as root, so whoever breaks into it has root's rights in the container
RUN pip install flask && rm -rf /root/.cache
COPY main.py /main.py
CMD ["python", "/main.py"]
