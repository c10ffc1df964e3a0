#!/bin/sh
exec java -jar "$(ls /opt/*.jar)"
