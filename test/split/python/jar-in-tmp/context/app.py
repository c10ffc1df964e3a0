JAR = "/tmp/connector.jar"
