#!/bin/sh
java -cp /app/classes Main &
sleep 60
jmap -histo $!
wait
