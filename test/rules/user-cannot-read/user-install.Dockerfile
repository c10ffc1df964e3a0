FROM python:3.13-slim
RUN useradd app
RUN pip install --no-cache-dir --user flask
#                              ^^^^^^ user-cannot-read: `pip install --user` as root puts the packages under `/root`, which `app`, the user that the image runs as, can't enter
COPY app.py /srv/app.py
USER app
CMD ["python", "/srv/app.py"]
