FROM erlang:26
WORKDIR /beat
COPY . .
RUN make rel
CMD ["_rel/beat/bin/beat", "foreground"]
