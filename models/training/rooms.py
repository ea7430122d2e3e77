"""Runs ``pinna_training.data.rooms``; see its docstring, or ``--help`` for the options."""
from pinna_training.data.rooms import main

if __name__ == "__main__":
    main()
