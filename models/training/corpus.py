"""Runs ``pinna_training.data.corpus``; see its docstring, or ``--help`` for the options."""
from pinna_training.data.corpus import main

if __name__ == "__main__":
    main()
