# The image in which the grader makes its own rooms: see grading-in-containers.md. We have never built it.
# In the folder of the course: docker build --file instructor/deploy/grading.Dockerfile --tag GRADER-IMAGE .
FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends bubblewrap \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/course
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY pyproject.toml LICENSE LICENSE-text README.md ./
COPY missing_middle missing_middle
COPY data data
COPY exercises exercises
COPY instructor instructor
COPY solutions solutions
# Compiled once here; else each room of the grader would compile the libraries anew.
RUN pip install --no-cache-dir -c requirements.txt -e ".[grading]" \
    && python -m compileall -q -j 0 /usr/local/lib/python3.11/site-packages missing_middle
WORKDIR /class
