FROM perl:5-slim
USER nobody
CMD ["php", "-r", "echo $argc;"]
