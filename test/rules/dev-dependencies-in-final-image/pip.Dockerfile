FROM python:3.13-slim
COPY requirements-dev.txt .
RUN pip install --no-cache-dir -r requirements-dev.txt
#                                 ^^^^^^^^^^^^^^^^^^^^ dev-dependencies-in-final-image: `requirements-dev.txt` lists what developers need, which the image then carries
USER nobody
CMD ["sleep", "1"]
