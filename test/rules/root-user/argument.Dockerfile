FROM python:3.13-slim
ARG RUN_AS=root
COPY main.py /main.py
USER ${RUN_AS}
#    ^^^^^^^^^ root-user: `USER ${RUN_AS}` is the last user, so whoever breaks into the program has root's rights in the container
CMD ["python", "/main.py"]
