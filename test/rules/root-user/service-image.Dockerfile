FROM tomcat:11-jre21
#    ^^^^^^^^^^^^^^^ root-user: `tomcat:11-jre21` runs the program as root, so whoever breaks into it has root's rights in the container
COPY shop.war /usr/local/tomcat/webapps/ROOT.war
