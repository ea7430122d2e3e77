"""Runs ``pinna_training.fixtures.explore``; see its docstring, or ``--help`` for the options."""
from pinna_training.fixtures.explore import main

if __name__ == "__main__":
    main()
