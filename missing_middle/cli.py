"""The command ``missing-middle``: for those who teach, and for those who write."""

from missing_middle.authoring.commands import COMMANDS
from missing_middle.grading.cli import main

for command in COMMANDS:
    main.add_command(command)
