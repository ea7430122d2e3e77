"""Runs ``pinna_training.recipe``; see its docstring, or ``--help`` for the options."""
from pinna_training.recipe import main

if __name__ == "__main__":
    main()
