#!/bin/sh
poetry run python app.py
