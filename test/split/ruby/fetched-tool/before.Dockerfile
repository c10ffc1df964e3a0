FROM ruby:3.2-bookworm
RUN apt-get update && apt-get install -y curl git openssh-client && rm -rf /var/lib/apt/lists/*
RUN gem install r10k
COPY entrypoint.sh /
RUN chmod +x /entrypoint.sh
ENTRYPOINT ["/entrypoint.sh"]
