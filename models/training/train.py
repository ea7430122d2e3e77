"""Runs ``pinna_training.fitting.train``; see its docstring, or ``--help`` for the options."""
from pinna_training.fitting.train import main

if __name__ == "__main__":
    main()
