"""Of this folder only tests are tests: JupyterHub reads its settings, with what the script that starts it names."""

collect_ignore = ["jupyterhub_config.py"]
