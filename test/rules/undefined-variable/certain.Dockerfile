FROM alpine:3.22
COPY conf-$STAGE.ini /etc/app.ini
#         ^^^^^^ undefined-variable: Nothing sets `STAGE`, so it is empty here
