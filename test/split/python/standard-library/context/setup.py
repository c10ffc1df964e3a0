from setuptools import setup

setup(
    name="clock",
    version="1.0",
    packages=["clock"],
    entry_points={"console_scripts": ["clock-server = clock.server:main"]},
)
