#!/bin/sh
chown -R shop /data
exec su shop -c server
