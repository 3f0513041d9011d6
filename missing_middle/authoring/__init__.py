"""For those who write the course: commands that begin a question, an explorable or a chapter."""
