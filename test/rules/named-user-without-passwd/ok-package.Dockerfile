#: about=The user of a package that its name holds
FROM debian:sid-slim
RUN apt-get update && apt-get install -y tor
USER debian-tor
CMD ["tor"]
