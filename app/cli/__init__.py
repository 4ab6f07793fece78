"""The command line: the window's verbs for scripts, with a contract on what is printed and how a command ends.

Exit status: 0 done; 1 the answer is "no" or problems were found; 2 unusable arguments or input, said in one line.
"""

from app.cli.root import COMMANDS, Desk, guarded, run

__all__ = ["COMMANDS", "Desk", "guarded", "run"]
