FROM ruby:slim
COPY app.rb /
USER nobody
CMD ["ruby", "/app.rb"]
