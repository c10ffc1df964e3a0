#!/bin/sh
exec r10k deploy environment "$@"
