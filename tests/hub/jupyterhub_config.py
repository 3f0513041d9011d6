"""A hub for two students on this machine. Its settings are those of instructor/deploy, where they can be."""

import json
import os

asked = json.loads(os.environ["COURSE_HUB"])  # what class_hub.py has prepared
c = get_config()  # noqa: F821  JupyterHub's

c.JupyterHub.bind_url = f"http://127.0.0.1:{asked['ports'][0]}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{asked['ports'][1]}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{asked['ports'][2]}"
c.ConfigurableHTTPProxy.command = [asked["proxy"]]
c.JupyterHub.db_url = f"sqlite:///{asked['folder']}/hub.sqlite"
c.JupyterHub.cookie_secret_file = f"{asked['folder']}/cookie"

c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = asked["password"]
c.Authenticator.allowed_users = set(asked["students"])  # without this or allow_all a hub lets in nobody

c.JupyterHub.spawner_class = "simple"  # no users of the system: for trying only
c.SimpleLocalProcessSpawner.home_dir_template = f"{asked['folder']}/homes/{{username}}"
c.Spawner.cmd = [asked["server"]]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.default_url = "/lab"
c.Spawner.http_timeout = 120
c.Spawner.start_timeout = 120
