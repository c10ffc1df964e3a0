FROM jetty:12-jdk21
COPY shop.war /var/lib/jetty/webapps/ROOT.war
