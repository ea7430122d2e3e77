"""Runs ``pinna_training.fixtures.reference``; see its docstring, or ``--help`` for the options."""
from pinna_training.fixtures.reference import main

if __name__ == "__main__":
    main()
