#: about=The program is told the user by its number
FROM busybox:1.37
RUN adduser -s /bin/false -u 7007 -D webserver && mkdir /www
EXPOSE 8000
ENTRYPOINT ["/bin/httpd", "-f", "-p", "8000", "-u", "7007", "-h", "/www"]
