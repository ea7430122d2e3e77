"""Runs ``pinna_training.fixtures.metrics``; see its docstring, or ``--help`` for the options."""
from pinna_training.fixtures.metrics import main

if __name__ == "__main__":
    main()
