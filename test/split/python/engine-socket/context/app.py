import docker
from flask import Flask

app = Flask(__name__)


@app.get("/")
def containers():
    return [each.name for each in docker.from_env().containers.list()]
